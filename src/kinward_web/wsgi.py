"""The service, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinward_web.settings.service")
application = get_wsgi_application()
