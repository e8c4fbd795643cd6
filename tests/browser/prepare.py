"""The site that pages are looked at on: the example, and a delivery in each state."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.serving import command

HEAD = "kind,origin,destination,start_on,end_on,value,currency,money_stage,account\n"
ACROSS = HEAD + "assistance_funds,110108,150926,2026-01,2026-01,2500000,CNY,paid,district\n"
FAULTY = HEAD + "assistance_funds,110108,150926,2026-02,2026-01,one million,CNY,payed,district\n"
# name -> role, side: who hands in before the site is served
HANDS = {"clerk-a": "a", "clerk-b": "b"}


def prepare(folder: Path) -> None:
    """Make the site in `folder`: delivery 2 waits for both sides, delivery 3 was refused."""
    command("init", "--data", folder, "--example")
    for name, side in HANDS.items():
        who = f"{name}@example.org"
        command("user", "add", who, "--role", "clerk", "--side", side, "--data", folder)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "january.csv"
        for text, code in ((ACROSS, 0), (FAULTY, 1)):
            path.write_text(text, "utf-8")
            words = (path, "--form", "money_movements", "--as", "clerk-a@example.org")
            command("deliver", *words, "--data", folder, code=code)
