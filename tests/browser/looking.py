"""What is asked of every page: WCAG 2.2 AA by axe-core, no error, nothing beyond the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import CDPSession, ConsoleMessage, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 390)
HEIGHT = 900
MEASURED = """() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
})"""


def faults(page: Page, address: str, language: str, status: int = 200) -> Iterator[str]:
    """Everything that is wrong with a page at both widths, as sentences.

    The page's content security policy stays in force: axe is brought in by the debugger.
    """
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # The browser's own word on the status that is asked for here.
        if message.type in ("error", "warning") and f"status of {status}" not in message.text:
            said.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    if answer.status != status:
        yield f"answered {answer.status}, not {status}"
        return
    debugger = page.context.new_cdp_session(page)
    _evaluate(debugger, f"{AXE_SCRIPT};1")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        yield from (f"at {width}: {each}" for each in _violations(debugger))
        if page.evaluate(MEASURED)["wide"]:
            yield f"at {width}: it scrolls sideways"
    yield from _frame(page.evaluate(MEASURED), language)
    yield from (f"console: {each}" for each in said)


def _frame(measured: dict[str, Any], language: str) -> Iterator[str]:
    if measured["language"] != language:
        yield f"its language is said to be {measured['language']!r}, not {language!r}"
    if measured["headings"] != 1:
        yield f"it has {measured['headings']} first headings"
    if not measured["title"].partition("·")[0].strip():
        yield "it has no title"


def _violations(debugger: CDPSession) -> Iterator[str]:
    for each in _evaluate(debugger, _run()):
        for node in each["nodes"]:
            yield f"{each['id']}: {each['help']}: {node['html'][:200]}"


def _run() -> str:
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    return f"axe.run({json.dumps(options)}).then(found => found.violations)"


def _evaluate(debugger: CDPSession, expression: str) -> Any:
    words = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    answer = debugger.send("Runtime.evaluate", words)
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"]["value"]
