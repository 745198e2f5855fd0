from django.urls import path

from essaim.frameworks import views

app_name = "frameworks"
_FACTS = "indicateurs/<int:organisation_id>/<int:fact_year>/"
urlpatterns = [
    path("", views.versions, name="list"),
    path("charger/", views.upload, name="upload"),
    path("valeurs/", views.parameters, name="parameters"),
    path("correspondances/", views.crosswalk, name="crosswalk"),
    path(
        "correspondances/<int:version_id>/confirmer/", views.bridges_confirm, name="bridges-confirm"
    ),
    path("vocabulaires/", views.vocabularies, name="vocabularies"),
    path("indicateurs/", views.facts_home, name="facts-home"),
    path("<int:version_id>/", views.version, name="version"),
    path("<int:version_id>/differences/", views.differences, name="differences"),
    path("<int:version_id>/modifier/", views.edit, name="edit"),
    path(_FACTS, views.facts, name="facts"),
    path(f"{_FACTS}<slug:indicator_code>/", views.fact_record, name="fact-record"),
    path(
        f"{_FACTS}<slug:framework_code>.<slug:file_format>", views.fact_export, name="fact-export"
    ),
]
