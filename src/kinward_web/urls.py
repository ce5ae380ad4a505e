"""Every address of the service."""

from django.urls import include, path

urlpatterns = [
    path("", include("kinward_web.pages.urls")),
    path("account/", include("kinward_web.accounts.urls")),
    path("account/", include("kinward_web.accounts.sign_in_urls")),
    path("admin/audit/", include("kinward_web.audit.urls")),
    path("jobs/", include("kinward_web.jobs.urls")),
    path("figures/", include("kinward_web.documents.urls")),
    path("data/", include("kinward_web.intake.urls")),
    path("children/", include("kinward_web.care.urls")),
    path("money/", include("kinward_web.money.urls")),
    path("", include("kinward_web.planning.urls")),
    path("programmes/", include("kinward_web.programme.urls")),
    path("scorecard/", include("kinward_web.performance.urls")),
    path("reports/papers/", include("kinward_web.papers.urls")),
    path("reports/", include("kinward_web.reports.urls")),
    path("api/", include("kinward_web.api.urls")),
    path("health/", include("kinward_web.serving.urls")),
]

handler400 = "kinward_web.pages.views.bad_request"
handler403 = "kinward_web.pages.views.refused"
handler404 = "kinward_web.pages.views.not_found"
handler500 = "kinward_web.pages.views.broken"
