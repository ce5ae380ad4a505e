"""Addresses of people, areas, settings and one's own account."""

from django.urls import path

from kinward_web.accounts import area_views, own_views, setting_views, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people.csv", views.people_csv, name="people_csv"),
    path("people/add/", views.add, name="person_add"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/password-link/", views.link, name="person_password_link"),
    path("people/<int:pk>/remove-code/", views.no_code, name="person_remove_code"),
    path("people/<int:pk>/part-sign-on/", views.part, name="person_part_sign_on"),
    path("roles/", views.roles, name="roles"),
    path("roles.csv", views.roles_csv, name="roles_csv"),
    path("areas/", area_views.areas, name="areas"),
    path("areas/add/", area_views.add, name="area_add"),
    path("areas/<int:pk>/", area_views.area, name="area"),
    path("areas/<int:pk>/retire/", area_views.retire, name="area_retire"),
    path("settings/", setting_views.settings, name="settings"),
    path("settings/<slug:group>/", setting_views.group, name="settings_group"),
    path("me/", own_views.mine, name="my_account"),
    path("session/", own_views.session, name="session"),
    path("sign-on/again/", own_views.sign_on_again, name="sso_again"),
]
