"""How people sign in: password and code, or the council's own single sign-on (OpenID Connect)."""

from __future__ import annotations

import os

from kinward_web.settings.base import CONTENT_SECURITY_POLICY as _POLICY
from kinward_web.settings.oidc import from_environment, with_form_action

ACCOUNT_ADAPTER = "kinward_web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/15m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",  # nosec B105
    "reset_password_from_key": "20/m/ip",  # nosec B105
}
PASSWORD_RESET_TIMEOUT = 24 * 3600
"""How long the link lasts with which a person chooses their first password."""
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KINWARD_PROXIES", "0"))
"""How many proxies stand before the service, so that limits count the person's own address."""

MFA_ADAPTER = "kinward_web.accounts.codes.CodeAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kinward"
MFA_TRUST_ENABLED = False

SESSION_MOST_HOURS = int(os.environ.get("KINWARD_SESSION_MOST_HOURS", "12"))
"""However busy a person is, they sign in again after so long."""

SOCIALACCOUNT_ADAPTER = "kinward_web.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

OIDC = from_environment(os.environ)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC.app] if OIDC else []}
}
CONTENT_SECURITY_POLICY = with_form_action(_POLICY, OIDC)
