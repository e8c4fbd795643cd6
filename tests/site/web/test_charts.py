"""Charts of pages: drawn once, kept by the browser, self-contained, with their data."""

from __future__ import annotations

import pytest
from django.test import Client

from counterpart_site.publishing.publish import publish
from tests.site.web.test_subjects import auditor, told

__all__ = ["auditor", "told"]
FLOWS = "/charts/programme-flows/east-west/wide.svg"


def test_a_chart_stands_alone_and_is_kept(auditor: Client) -> None:
    page = auditor.get(FLOWS)
    text = page.content.decode()
    assert page["Content-Type"] == "image/svg+xml"
    assert text.startswith("<svg xmlns=") and "<script" not in text
    assert "no-cache" in page["Cache-Control"]
    again = auditor.get(FLOWS, headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert auditor.get(f"/zh{FLOWS}")["ETag"] != page["ETag"]


def test_pages_name_charts_that_may_be_kept_for_ever(auditor: Client) -> None:
    text = auditor.get("/programmes/east-west/").content.decode()
    address = next(part for part in text.split('"') if part.startswith(FLOWS)).replace("&amp;", "&")
    assert "immutable" in auditor.get(address)["Cache-Control"]
    assert 'loading="lazy"' in text and "(max-width: 47rem)" in text


@pytest.mark.parametrize("ending", ["wide.svg", "narrow.svg", "data.csv"])
def test_charts_do_not_say_what_is_suppressed(auditor: Client, told: object, ending: str) -> None:
    publish(told)  # type: ignore[arg-type]
    path = f"/charts/pairing-flows/e1-w1/{ending}"
    seen, public = (b"".join(page) for page in (auditor.get(path), Client().get(path)))
    mark = ",7," if ending == "data.csv" else ">7"
    assert mark in seen.decode()
    assert mark not in public.decode()


def test_strangers_and_unknown_charts(auditor: Client, told: object) -> None:
    assert Client().get(FLOWS).status_code == 302
    for path in (
        "/charts/nothing/east-west/wide.svg",
        "/charts/programme-flows/nobody/wide.svg",
        "/charts/programme-flows/east-west/huge.svg",
        "/charts/programme-map/east-west/wide.svg?of=aid:GBP",
        "/charts/programme-due/east-west/data.csv?of=none",
    ):
        assert auditor.get(path).status_code == 404, path
