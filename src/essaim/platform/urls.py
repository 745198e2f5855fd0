from django.urls import include, path

from essaim.platform import views

urlpatterns = [
    path("", views.home, name="home"),
    path("a-faire/", views.tasks, name="tasks"),
    path("a-faire/nombre/", views.tasks_count, name="tasks-count"),
    path("chercher/", views.search, name="search"),
    path("apparence/", views.appearance, name="appearance"),
    path("accompagnements/", views.portfolio, name="portfolio"),
    path("accompagnements/<int:accompaniment_id>/", views.accompaniment, name="accompaniment"),
    path(
        "accompagnements/<int:accompaniment_id>/etape/",
        views.accompaniment_move,
        name="accompaniment-move",
    ),
    path("structures/<int:organisation_id>/membres/", views.members, name="members"),
    path("structures/<int:organisation_id>/membres/inviter/", views.role_grant, name="role-grant"),
    path("membres/<int:membership_id>/retirer/", views.role_revoke, name="role-revoke"),
    path("taches/", views.jobs, name="jobs"),
    path("taches/<int:job_id>/", views.job_detail, name="job"),
    path("taches/<int:job_id>/avancement/", views.job_progress, name="job-progress"),
    path("taches/<int:job_id>/annuler/", views.job_cancel, name="job-cancel"),
    path("fichiers/<int:file_id>/", views.file_download, name="file-download"),
    path("journal/", views.audit, name="audit"),
    path("motifs/", views.motifs, name="motifs"),
    path("motifs/courriels/", views.mail, name="mail"),
    path("aide/", views.help_page, name="help"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("vos-donnees/", views.privacy, name="privacy"),
    path("comptes/", include("allauth.account.urls")),
    path("comptes/securite/", include("allauth.mfa.urls")),
]
