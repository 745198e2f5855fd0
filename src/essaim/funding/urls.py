from django.urls import path

from essaim.funding import views

app_name = "funding"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("a-decider/", views.decisions, name="decisions"),
    path("conventions/nouvelle/", views.agreement_new, name="agreement-new"),
    path("conventions/<int:agreement_id>/", views.agreement, name="agreement"),
    path("conventions/<int:agreement_id>/signer/", views.agreement_sign, name="agreement-sign"),
    path("conventions/<int:agreement_id>/acompte/", views.tranche_prepay, name="tranche-prepay"),
    path("conventions/<int:agreement_id>/avenant/", views.agreement_amend, name="agreement-amend"),
    path("etats/<int:statement_id>/", views.statement, name="statement"),
    path("etats/<int:statement_id>/proposer/", views.statement_propose, name="statement-propose"),
    path(
        "etats/<int:statement_id>/renvoyer/", views.statement_send_back, name="statement-send-back"
    ),
    path("etats/<int:statement_id>/decider/", views.statement_decide, name="statement-decide"),
    path("etats/<int:statement_id>/etat.pdf", views.statement_print, name="statement-pdf"),
    path("etats/<int:statement_id>/lignes.csv", views.statement_csv, name="statement-csv"),
    path("etats/<int:statement_id>/lignes.xlsx", views.statement_xlsx, name="statement-xlsx"),
    path("dispositifs/", views.schemes, name="schemes"),
    path("dispositifs/<int:scheme_id>/", views.scheme, name="scheme"),
    path("et-si/", views.what_if, name="what-if"),
    path("plans/<int:plan_id>/annee-<int:year>/", views.aid_panel, name="aid-panel"),
]
