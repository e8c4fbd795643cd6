"""counterpart site tidy"""

from __future__ import annotations

from datetime import timedelta

from counterpart.cli.output import out, print_json
from counterpart_site.commands.options import site_command


@site_command("tidy", "tidy --data my-site")
def tidy(as_json: bool) -> None:
    """Remove what has expired: entries of the contact book, sessions, counted failures to sign in.

    Nothing of the record is touched. Run it once a day.
    """
    from axes.models import AccessAttempt
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from counterpart_site.access.contacts import purge_expired

    removed = purge_expired()
    call_command("clearsessions", verbosity=0)
    counted_since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    AccessAttempt.objects.filter(attempt_time__lt=counted_since).delete()
    if as_json:
        print_json({"contacts": removed})
    else:
        out.print(f"{removed} entries of the contact book had expired and are gone")
