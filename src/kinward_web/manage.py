"""Django's commands: `python -m kinward_web.manage migrate`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinward_web.settings.service")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
