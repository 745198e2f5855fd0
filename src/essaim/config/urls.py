"""Where each app lives."""

from django.urls import include, path

urlpatterns = [
    path("", include("essaim.platform.urls")),
    path("territoire/", include("essaim.territory.urls")),
    path("referentiels/", include("essaim.frameworks.urls")),
    path("diagnostic/", include("essaim.diagnosis.urls")),
    path("concevoir/", include("essaim.codesign.urls")),
    path("plans/", include("essaim.plans.urls")),
    path("aides/", include("essaim.funding.urls")),
]
handler400 = "essaim.platform.views.unreadable"
handler404 = "essaim.platform.views.not_found"
handler403 = "essaim.platform.views.forbidden"
handler500 = "essaim.platform.views.failed"
