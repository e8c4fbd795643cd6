"""/deliveries/forms/<form>/template.<ending>: the form to fill in elsewhere, filled in so far."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from counterpart.intake.forms import Reporting, write_template
from counterpart_site.deliveries.prefill import lines_on_record
from counterpart_site.deliveries.receive import reporter_of
from counterpart_site.deliveries.register import register_lists
from counterpart_site.records.queries import moment_of
from counterpart_site.web.delivering.filling import form_of
from counterpart_site.web.delivering.lines import as_csv
from counterpart_site.web.reader import reader_of

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
def template_file(request: HttpRequest, form: str, ending: str) -> HttpResponse:
    """The workbook or the CSV of a form, with the lines that the reporter has on record."""
    if ending not in KINDS:
        raise Http404(ending)
    reader = reader_of(request)
    asked = request.GET.get("reporter") or None
    membership = reader.needs("deliver", reporter=asked)
    found, catalogue = form_of(form)
    reporter = reporter_of(membership, asked)
    chain = reader.programme
    lines = lines_on_record(chain, found, reporter, catalogue)
    if ending == "csv":
        # Spreadsheet programs take a file for UTF-8 when it says so at its beginning.
        content = b"\xef\xbb\xbf" + as_csv(found, catalogue, lines)
    else:
        with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
            path = Path(folder) / f"{form}.xlsx"
            lists = register_lists(moment_of(chain))
            reporting = Reporting(chain.programme, reporter)
            write_template(found, catalogue, path, lists=lists, rows=lines, reporting=reporting)
            content = path.read_bytes()
    response = HttpResponse(content, content_type=KINDS[ending])
    response["Content-Disposition"] = f'attachment; filename="{form}.{ending}"'
    return response
