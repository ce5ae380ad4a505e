"""Going to the council's own sign-in and coming back from it."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from kinward_web.guard import open_to_all
from kinward_web.settings.oidc import PROVIDER


class SignedAdapter(OpenIDConnectOAuth2Adapter):
    """Believes an ID token only with the provider's signature, even on the way between servers."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        self.did_fetch_access_token = False
        try:
            told: dict[str, Any] = super()._decode_id_token(app, id_token)
        except (KeyError, ValueError) as error:
            raise OAuth2Error("Invalid id_token") from error
        return told


@open_to_all
@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider; by a form, so that no link elsewhere begins it."""
    adapter = _adapter(request, provider_id)
    view = OAuth2LoginView.adapter_view(adapter)
    try:
        answer: HttpResponse = view(request)
    except RequestException as error:
        return render_authentication_error(request, adapter.get_provider(), exception=error)
    return answer


@open_to_all
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider."""
    view = OAuth2CallbackView.adapter_view(_adapter(request, provider_id))
    answer: HttpResponse = view(request)
    return answer


def _adapter(request: HttpRequest, provider_id: str) -> SignedAdapter:
    adapter = SignedAdapter(request, provider_id)
    if provider_id != PROVIDER:
        raise Http404
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return adapter
