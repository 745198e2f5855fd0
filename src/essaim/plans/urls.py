from django.urls import path

from essaim.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.plans, name="plans"),
    path("structures/<int:organisation_id>/nouveau/", views.plan_new, name="plan-new"),
    path("<int:plan_id>/", views.plan, name="plan"),
    path("<int:plan_id>/titre/", views.plan_title, name="plan-title"),
    path("<int:plan_id>/proposer/", views.plan_propose, name="plan-propose"),
    path("<int:plan_id>/renvoyer/", views.plan_send_back, name="plan-send-back"),
    path("<int:plan_id>/signer/", views.plan_sign, name="plan-sign"),
    path("<int:plan_id>/plan.csv", views.plan_csv, name="plan-csv"),
    path("<int:plan_id>/plan.xlsx", views.plan_xlsx, name="plan-xlsx"),
    path("<int:plan_id>/objectifs-proposes/", views.objectives, name="objectives"),
    path(
        "<int:plan_id>/objectifs-proposes/prendre/", views.objectives_take, name="objectives-take"
    ),
    path(
        "objectifs-proposes/<int:objective_id>/retenir/",
        views.objective_keep,
        name="objective-keep",
    ),
    path(
        "objectifs-proposes/<int:objective_id>/ecarter/",
        views.objective_set_aside,
        name="objective-set-aside",
    ),
    path(
        "objectifs-proposes/<int:objective_id>/reprendre/",
        views.objective_reopen,
        name="objective-reopen",
    ),
    path("<int:plan_id>/objectifs/nouveau/", views.target_new, name="target-new"),
    path("objectifs/<int:plan_target_id>/", views.target_edit, name="target-edit"),
    path("objectifs/<int:plan_target_id>/retirer/", views.target_drop, name="target-drop"),
    path("<int:plan_id>/actions/nouvelle/", views.action_new, name="action-new"),
    path("actions/<int:action_id>/", views.action, name="action"),
    path("actions/<int:action_id>/modifier/", views.action_edit, name="action-edit"),
    path("actions/<int:action_id>/etat/", views.action_carry, name="action-carry"),
    path("actions/<int:action_id>/conditions/", views.condition_add, name="condition-add"),
    path("conditions/<int:condition_id>/levee/", views.condition_meet, name="condition-meet"),
    path("<int:plan_id>/annee-<int:year>/", views.year_review, name="year-review"),
    path("<int:plan_id>/annee-<int:year>/transmettre/", views.review_submit, name="review-submit"),
    path("<int:plan_id>/annee-<int:year>/renvoyer/", views.review_return, name="review-return"),
    path("<int:plan_id>/annee-<int:year>/bilan.csv", views.review_csv, name="review-csv"),
    path("<int:plan_id>/annee-<int:year>/bilan.xlsx", views.review_xlsx, name="review-xlsx"),
    path("annees/<int:target_id>/constat/", views.outcome_record, name="outcome-record"),
    path("annees/<int:target_id>/pieces/", views.evidence_add, name="evidence-add"),
    path("pieces/<int:evidence_id>/", views.evidence_file, name="evidence-file"),
    path("pieces/<int:evidence_id>/retirer/", views.evidence_withdraw, name="evidence-withdraw"),
]
