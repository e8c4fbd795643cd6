"""Every finding can be said in Chinese: each kind, each gap, each phrase that fills one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

import counterpart
import counterpart_site
from counterpart.errors import KINDS, Finding, finding
from counterpart.intake.check import check
from counterpart.saying import load_saying, said
from counterpart_site.access.actions import ACTIONS, HELP
from tests.folders import Folder
from tests.intake.breaking import Fault
from tests.intake.faults import FAULTS

FILE = Path(counterpart.__path__[0]) / "findings_zh.yaml"
SITE = Path(counterpart_site.__path__[0])
SAID = yaml.safe_load(FILE.read_text("utf-8"))
# Names that stand in a Chinese sentence as they are.
NAMES = {
    *("ISO", "CNY", "UTF", "CSV", "Parquet", "MANIFEST", "SQLite", "PostgreSQL", "JSON", "YYYY"),
    *("Counterpart", "DATABASE", "URL", "COUNTERPART", "UPLOAD", "LIMIT", "flows", "csv", "parent"),
    *("rises", "falls", "from"),
    *("xlsx", "docs", "layouts", "postgresql", "user", "host", "name", "example", "org"),
}
COMMAND = re.compile(r"`[^`]*`|--[a-z]+")
WORD = re.compile(r"[A-Za-z]{3,}")


def gaps(text: str) -> list[str]:
    """The gaps of a text, with how they are shown."""
    parsed = Formatter().parse(text)
    return sorted({f"{name}!{how or ''}" for _, name, _, how in parsed if name})


def own_words(text: str) -> str:
    """A text without its gaps and without commands."""
    return COMMAND.sub("", "".join(each for each, _, _, _ in Formatter().parse(text)))


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Every node of the Python files, with the name of its file."""
    for package in (FILE.parent, SITE):
        for file in package.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                yield file.name, node


def sentences() -> set[str]:
    """Every text of the Python files, gaps as {}."""
    found = set()
    for _, node in nodes():
        if isinstance(node, ast.JoinedStr):
            parts = (each.value if isinstance(each, ast.Constant) else "{}" for each in node.values)
            found.add("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


def test_every_kind_is_said_with_the_same_gaps() -> None:
    assert SAID["kinds"].keys() == KINDS.keys()
    for code, kind in KINDS.items():
        message, remedy = SAID["kinds"][code]
        assert (gaps(message), gaps(remedy)) == (gaps(kind.message), gaps(kind.remedy)), code


@pytest.mark.parametrize("code", KINDS)
def test_nothing_english_is_left_but_names(code: str) -> None:
    for text in SAID["kinds"][code]:
        assert not set(WORD.findall(own_words(text))) - NAMES, text
        assert re.search("[\u4e00-\u9fff]", text) or text.startswith("`") or text == "{help}", text


def test_phrases_have_the_same_gaps_and_are_said_somewhere() -> None:
    known = [
        re.compile(".*".join(map(re.escape, text.split("{}"))), re.DOTALL)
        for text in sentences()
        if len(text.replace("{}", "")) > 2
    ]
    for english, chinese in SAID["phrases"].items():
        assert gaps(english) == gaps(chinese), english
        words = own_words(english)
        assert words, english
        filled = english.format_map({name.partition("!")[0]: "x" for name in gaps(english)})
        fits = [
            each for each in known if each.fullmatch(filled) and 2 * len(each.pattern) >= len(words)
        ]
        # Of signs and of "or" alone there is nothing to look for.
        assert fits or len(words) <= 5, english


def test_what_actions_are_called_and_why_they_are_refused_is_said() -> None:
    saying = load_saying("zh")
    for action in ACTIONS.values():
        for text in (action.name, action.why, HELP):
            assert saying.phrase(text) != text, text


def test_words_given_to_findings_are_said() -> None:
    saying = load_saying("zh")
    for text, file in given_words():
        assert not re.search("[a-z] [a-z]", text) or saying.phrase(text) != text, (file, text)


def given_words() -> Iterator[tuple[str, str]]:
    """The texts that Python files give to findings by name, with the files."""
    for file, node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "finding":
            for each in node.keywords:
                text = each.value.value if isinstance(each.value, ast.Constant) else ""
                yield str(text), file


def test_each_phrase_is_found_by_its_own_words() -> None:
    saying = load_saying("zh")
    for english, chinese in SAID["phrases"].items():
        names = [name.partition("!")[0] for name in gaps(english)]
        filled = {name: f"k{place}" for place, name in enumerate(names)}
        assert saying.phrase(english.format(**filled)) == chinese.format(**filled), english


@pytest.mark.parametrize("fault", [pytest.param(each, id=each.name) for each in FAULTS])
def test_what_is_found_in_bad_input_is_said_in_chinese(fault: Fault, folder: Folder) -> None:
    for each in check([fault.write(folder)]).findings:
        if each.code in ("unreadable_file", "check_invalid") and " " in str(dict(each.parts or ())):
            continue
        message, remedy = said(each, "zh")
        known = {*NAMES, *WORD.findall(" ".join(quoted_parts(each)))}
        assert not set(WORD.findall(COMMAND.sub("", message + remedy))) - known, (message, remedy)


def quoted_parts(each: Finding) -> list[str]:
    """What a finding quotes: names, codes and values, which no language changes."""
    words = {"detail", "hint", "expected", "example", "amount"}
    parts = [str(part) for name, part in each.parts or () if name not in words]
    hint = re.findall("'[^']*'", str(dict(each.parts or ()).get("hint", "")))
    return [*parts, *hint, each.column or "", each.value or "", "YYYY true false"]


def test_what_was_delivered_is_never_translated() -> None:
    found = finding("wrong_type", column="day", value="a date", expected="a date", example="2031")
    assert said(found, "zh")[0] == "“a date” 不是日期"
    assert said(found, "en") == (found.message, found.remedy)


def test_a_phrase_within_a_phrase_is_said() -> None:
    why = "only a coordinator of a side accepts for it, and you have no such role on side b"
    found = finding("action_refused", value="accept", reason=why, help="ask")
    assert said(found, "zh") == (
        "不能接收：只有一方的协调员可以代表该方接收，而您在乙方没有该角色",
        "ask",
    )


def test_a_kept_finding_is_the_same_and_an_old_one_is_said_in_english() -> None:
    found = finding("duplicate_key", row=3, value="k", count=2, table="flows", column="flow")
    assert Finding.kept(found.to_keep()) == found
    assert "parts" not in found.as_dict() and "of" not in found.as_dict()
    old = Finding.kept(found.as_dict())
    assert said(old, "zh") == (found.message, found.remedy) != said(found, "zh")
    assert said(found, "xx") == (found.message, found.remedy)
