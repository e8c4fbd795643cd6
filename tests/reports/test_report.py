"""The report: same figures in both languages, every number leads to a source, nothing is loaded."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from counterpart.catalogue import load_catalogue
from counterpart.engine.store import Store, connect
from counterpart.intake import check
from counterpart.reports import write_report
from counterpart.reports.document import render_report
from counterpart.snapshot import Snapshot, open_snapshot, write_snapshot
from tests.built import Reports

VOID = {"meta", "br", "col", "link", "img", "input", "hr"}
SVG_LEAVES = {"path", "circle", "use", "rect", "line"}


class Page(HTMLParser):
    """What the tests look at: elements with their attributes, and the text of footnotes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def snapshot_of(folder: Path, target: Path) -> Snapshot:
    """The snapshot of a folder of tables; the test fails where the tables are refused."""
    checked = check([folder])
    assert checked.accepted, [each.message for each in checked.findings if each.severity == "error"]
    write_snapshot(checked.store, checked.catalogue, target)
    return open_snapshot(target)


def write_table(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    """A CSV table of a test's own."""
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def pages(reports: Reports) -> dict[str, str]:
    """The example's report in both languages."""
    example = "beijing_inner_mongolia"
    return {"en": reports.html(example, "en"), "zh": reports.html(example, "zh")}


@pytest.fixture
def hostile(tmp_path: Path) -> Snapshot:
    """A small synthetic record of other regions whose texts try to get out of the page."""
    kind = load_catalogue().kinds_of("aid")[0]
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    folder = tmp_path / "tables"
    source = {
        "source": "s1",
        "title": bad,
        "address": "javascript:alert(3)",
        "source_kind": "synthetic",
    }
    write_table(folder, "sources", [source])
    place = {"level": "province", "source": "s1"}
    write_table(
        folder,
        "places",
        [
            {"place": "p1", "name_en": bad, "name_zh": bad, **place},
            {"place": "p2", "name_en": "Second", "name_zh": "", **place},
        ],
    )
    programme = {"programme": "x", "name_en": bad, "side_a": "p1", "side_b": "p2", "source": "s1"}
    write_table(folder, "programmes", [programme])
    flow = {"kind": kind, "start_on": "2020-01-01", "end_on": "2020-12-31", "value": "5000000"}
    ends = {"origin": "p1", "destination": "p2", "currency": "EUR", "source": "s1", "locator": bad}
    write_table(folder, "flows", [{"flow": "f1", **flow, **ends}])
    claim = {"claim": "c1", "source": "s1", "statement": bad, "status": "stated", "value": "5"}
    write_table(folder, "claims", [{**claim, "unit": "million CNY", "ambiguity": bad}])
    return snapshot_of(folder, tmp_path / "hostile.snapshot")


def values(html: str) -> list[str | None]:
    """The machine values of a page, in order."""
    return [attributes["value"] for attributes in Page(html).all("data")]


def test_both_languages_carry_the_same_values_in_the_same_order(pages: dict[str, str]) -> None:
    assert len(values(pages["en"])) > 300
    assert values(pages["en"]) == values(pages["zh"])


def test_machine_values_are_numbers_but_for_dates_and_codes(pages: dict[str, str]) -> None:
    found = values(pages["en"])
    numbers = [value for value in found if re.fullmatch(r"-?\d+(\.\d+)?", value or "")]
    assert len(numbers) > 0.95 * len(found)
    assert all(found)


def test_every_footnote_exists_and_leads_to_a_source_or_says_what_is_missing(
    pages: dict[str, str],
) -> None:
    for html in pages.values():
        page = Page(html)
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        inner = {each["href"] for each in page.all("a") if (each.get("href") or "").startswith("#")}
        assert {href[1:] for href in inner if href} <= ids
        notes = re.findall(r'<li id="note-(\d+)">(.*?)</ul></li>', html, re.DOTALL)
        assert [int(number) for number, _ in notes] == list(range(1, len(notes) + 1))
        used = {int(number) for number in re.findall(r'href="#note-(\d+)"', html)}
        assert used == set(range(1, len(notes) + 1))
        for number, note in notes:
            assert 'href="#source-' in note or 'class="missing"' in note, number


def test_ids_are_unique_and_elements_are_closed(pages: dict[str, str]) -> None:
    for html in pages.values():
        page = Page(html)
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert not page.wrong
        assert not page.open


def test_nothing_is_loaded_and_nothing_runs(pages: dict[str, str], hostile: Snapshot) -> None:
    for html in (*pages.values(), render_report(hostile, "en")):
        page = Page(html)
        for tag, attributes in page.elements:
            assert tag not in {"script", "link", "img", "iframe", "object", "base", "form"}
            assert not any(name.startswith("on") for name in attributes)
            for name in ("src", "href", "xlink:href", "data", "poster"):
                address = attributes.get(name) or "#"
                assert address.startswith("#") or tag == "a"
                assert address.startswith(("#", "http://", "https://"))
        assert "@import" not in html
        assert not re.search(r"url\((?!#)", html)


def test_texts_of_the_record_are_escaped(hostile: Snapshot) -> None:
    for language in ("en", "zh"):
        html = render_report(hostile, language)
        assert "<script" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html
        assert "javascript:alert(3)" in html
        assert 'href="javascript' not in html


def test_synthetic_sources_are_said_at_the_head(hostile: Snapshot, pages: dict[str, str]) -> None:
    assert "Synthetic data" in render_report(hostile, "en").split("<main>")[0]
    assert "Synthetic data" not in pages["en"]


def test_adverse_verdicts_are_counted_and_marked(pages: dict[str, str]) -> None:
    html = pages["en"]
    summary = html.split('id="summary"')[1].split("</section>")[0]
    for word in ("not reproduced", "contradicted", "stale", "Not checkable"):
        assert word in summary
    claims = html.split('id="claims"')[1].split("</section>")[0]
    for verdict in ("reproduced", "stale", "not_reproduced", "definition_differs", "not_checkable"):
        assert f'href="#mark-{verdict}"' in claims


def test_a_direction_without_figures_says_so_and_is_no_zero(pages: dict[str, str]) -> None:
    flows = pages["en"].split('id="flows"')[1].split("</section>")[0]
    row = next(each for each in flows.split("<tr>")[1:] if "not counted" in each)
    assert row.count("<data") >= 1
    assert 'value="0"' not in row


def test_headings_descend_in_order_and_tables_have_scopes(pages: dict[str, str]) -> None:
    page = Page(pages["en"])
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(
        attributes.get("scope") in ("col", "row", "rowgroup") for attributes in page.all("th")
    )
    assert page.all("html")[0]["lang"] == "en"


def test_every_chart_has_words_and_a_table(pages: dict[str, str]) -> None:
    page = Page(pages["en"])
    figures = page.all("figure")
    # Money and four promises that make an amount due, each at two widths.
    assert len(figures) == 10
    assert all(figure["role"] == "img" and figure["aria-label"] for figure in figures)
    assert pages["en"].count("<summary>The table of this chart</summary>") * 2 == len(figures)


def test_an_empty_snapshot_still_gives_a_report(tmp_path: Path) -> None:
    store = Store(connect())
    store.complete()
    write_snapshot(store, load_catalogue(), tmp_path / "empty.snapshot")
    snapshot = open_snapshot(tmp_path / "empty.snapshot")
    for language in ("en", "zh"):
        html = write_report(snapshot, language, tmp_path / "report.html").read_text("utf-8")
        assert html.count('class="empty"') >= 8
        assert values(html) == []


def test_an_older_report_is_replaced_and_nothing_is_left_beside_it(
    hostile: Snapshot, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "report.html"
    steps: list[str] = []
    write_report(hostile, "en", target)
    first = target.read_text("utf-8")
    write_report(hostile, "en", target, lambda step, done, of: steps.append(step))
    assert target.read_text("utf-8") == first
    assert [path.name for path in target.parent.iterdir()] == ["report.html"]
    assert steps
