"""Signing in (for anybody) and one's own account."""

from __future__ import annotations

from django.urls import include, path

from . import administration, factors, mine, passkeys, second_step, single, views

own = (
    [
        path("", mine.index, name="index"),
        path("mat-khau/", mine.password, name="password"),
        path("ung-dung/", factors.app, name="app"),
        path("ung-dung/tat/", factors.app_off, name="app-off"),
        path("ma-du-phong/", factors.codes, name="codes"),
        path("khoa-truy-cap/hoi/", passkeys.ask_registration, name="passkey-ask"),
        path("khoa-truy-cap/them/", passkeys.add, name="passkey-add"),
        path("khoa-truy-cap/<int:pk>/ten/", passkeys.rename, name="passkey-rename"),
        path("khoa-truy-cap/<int:pk>/bo/", passkeys.remove, name="passkey-remove"),
        path("phien/", mine.session_list, name="sessions"),
        path("phien/<int:pk>/ket-thuc/", mine.end_session, name="session-end"),
        path("phien/ket-thuc-khac/", mine.end_others, name="sessions-end"),
        path("khoa-api/", mine.token_list, name="tokens"),
        path("khoa-api/moi/", mine.new_token, name="token-new"),
        path("khoa-api/<int:pk>/thu-hoi/", mine.revoke_token, name="token-revoke"),
        path("dang-nhap-gan-day/", mine.recent, name="recent"),
        path("nhat-ky-dang-nhap/", administration.journal, name="journal"),
        path("nguoi-dung/<str:username>/", administration.user, name="user"),
        *(
            path(
                f"nguoi-dung/<str:username>/{name}/",
                administration.step,
                {"name": name},
                name=f"user-{name}",
            )
            for name in ("mo-khoa", "ket-thuc-phien", "dat-lai-xac-thuc", "bo-gan")
        ),
        path("nguoi-dung/<str:username>/dat-mat-khau/", administration.set_password, name="user-password"),
        path("nguoi-dung/<str:username>/gan/", administration.link, name="user-link"),
    ],
    "account",
)

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("dang-nhap/buoc-hai/", second_step.code, name="sign-in-code"),
    path("dang-nhap/thiet-lap/", second_step.enrol, name="sign-in-enrol"),
    path("dang-nhap/thoi/", second_step.give_up, name="sign-in-stop"),
    path("dang-nhap/khoa-truy-cap/", passkeys.sign_in, name="sign-in-passkey"),
    path("dang-nhap/khoa-truy-cap/hoi/", passkeys.ask_sign_in, name="sign-in-passkey-ask"),
    path("dang-nhap/mot-lan/", single.start, name="sign-in-single"),
    path("dang-nhap/mot-lan/ve/", single.back, name="sign-in-single-back"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("giao-dien/", views.look, name="look"),
    path("tai-khoan/", include(own)),
]
