"""The addresses of posts, secondments and external staff."""

from django.urls import path

from kreislotse.web.staffing import deeds, views

app_name = "staffing"

_POST = "posts/<int:post_id>/"
_SECONDMENT = "secondments/<int:secondment_id>/"

urlpatterns = [
    path("posts/", views.posts, name="posts"),
    path("posts/new/", views.post_new, name="post_new"),
    path("overview/", views.overview, name="overview"),
    path(_POST, views.post, name="post"),
    path(f"{_POST}change/", views.post_change, name="post_change"),
    *[
        path(f"{_POST}{segment}/", views.post_step, {"deed": deed}, name=f"post_{segment}")
        for segment, deed in deeds.POST_STEPS.items()
    ],
    path("secondments/", views.secondments, name="secondments"),
    path("secondments/new/", views.secondment_new, name="secondment_new"),
    path(_SECONDMENT, views.secondment, name="secondment"),
    path(f"{_SECONDMENT}change/", views.secondment_change, name="secondment_change"),
    *[
        path(
            f"{_SECONDMENT}{segment.replace('_', '-')}/",
            views.secondment_step,
            {"deed": deed},
            name=f"secondment_{segment}",
        )
        for segment, deed in deeds.SECONDMENT_STEPS.items()
    ],
    path("external-staff/", views.external_staff, name="external_staff"),
    path("external-staff/new/", views.external_staff_new, name="external_staff_new"),
    path(
        "external-staff/<int:staff_id>/change/",
        views.external_staff_change,
        name="external_staff_change",
    ),
]
