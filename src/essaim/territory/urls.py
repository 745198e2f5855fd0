from django.urls import path

from essaim.territory import views

app_name = "territory"
urlpatterns = [
    path("", views.providers, name="providers"),
    path("structures.csv", views.providers_csv, name="providers-csv"),
    path("structures.xlsx", views.providers_xlsx, name="providers-xlsx"),
    path("structures/<int:provider_id>/", views.provider, name="provider"),
    path("structures/<int:provider_id>/modifier/", views.provider_edit, name="provider-edit"),
    path("carte/", views.provider_map, name="map"),
    path("carte/groupes.json", views.map_clusters, name="map-clusters"),
    path("carte/contours.json", views.map_outlines, name="map-outlines"),
    path("communes/", views.commune_lookup, name="commune-lookup"),
    path("registres/", views.registers, name="registers"),
    path("registres/nouveau/", views.register_new, name="register-new"),
    path("registres/<int:register_import_id>/", views.register_import, name="register-import"),
    path(
        "registres/<int:register_import_id>/importer/", views.register_start, name="register-start"
    ),
    path("registres/<int:register_import_id>/lignes.csv", views.register_csv, name="register-csv"),
    path(
        "registres/<int:register_import_id>/lignes.xlsx", views.register_xlsx, name="register-xlsx"
    ),
]
