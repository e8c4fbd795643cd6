"""Every text of the site is there in every language of the site, with the same gaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.test import Client
from django.utils import translation

from counterpart.errors import Finding, finding
from counterpart_site import messages
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.receive import receive
from counterpart_site.records.models import Chain
from counterpart_site.web.templatetags.site import message, place, remedy
from tests.site import world

LOCALES = messages.languages()
EACH = pytest.mark.parametrize("locale", LOCALES)
GAP = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|<[^>]*>|\{\w*\}")
TEMPLATE = """{% load i18n %}
<p title="{% translate 'Hello' %}">{{ name|default:_("nobody") }}</p>
  {% blocktranslate trimmed count n=n with who=name %}
    {{ n }} row
    of {{ who }}
  {% plural %}
    {{ n }} rows of {{ who }}, 100%
  {% endblocktranslate %}
{% translate "State" context "of an asset" %}"""
CODE = """from django.utils.translation import gettext as _, gettext_lazy, ngettext
LATER = gettext_lazy("Later")
def said(n):
    return _("Two "
             "halves") + ngettext("%(n)d day", "%(n)d days", n)
"""


@pytest.fixture(scope="module")
def now() -> dict[str, Catalog]:
    """What code and templates say now, by locale."""
    return {locale: messages.gathered(locale) for locale in LOCALES}


def keys(catalog: Catalog) -> set[tuple[object, object]]:
    """The texts of a catalogue with their contexts."""
    return {(each.id, each.context) for each in messages.said(catalog)}


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """The forms of a text: one, or one for each number."""
    return [text] if isinstance(text, str) else list(text or ())


@EACH
def test_every_text_is_listed_and_none_that_is_said_no_more(
    locale: str, now: dict[str, Catalog]
) -> None:
    listed, said = keys(messages.read(locale)), keys(now[locale])
    new, gone = said - listed, listed - said
    assert not new, "run script/messages and translate what it names"
    assert not gone, "run script/messages"


@EACH
def test_every_text_is_translated_with_its_gaps(locale: str) -> None:
    catalog = messages.read(locale)
    assert not [each.id for each in messages.untranslated(catalog)]
    for each in messages.said(catalog):
        assert not each.fuzzy, each.id
        for form in forms(each.string):
            assert gaps(form) == gaps(forms(each.id)[-1]), each.id


def gaps(text: str) -> list[str]:
    """What a text leaves to be filled in, and its marks."""
    return sorted(GAP.findall(text))


@EACH
def test_pages_read_what_the_translations_say(locale: str) -> None:
    compiled = (messages.folder_of(locale) / "django.mo").read_bytes()
    assert compiled == messages.compiled(messages.read(locale)), "run script/messages"


def test_texts_of_templates_and_code_are_found(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, "utf-8")
    (tmp_path / "said.py").write_text(CODE, "utf-8")
    assert keys(messages.gathered("zh_Hans", tmp_path)) == {
        ("Hello", None),
        ("nobody", None),
        (("%(n)s row of %(who)s", "%(n)s rows of %(who)s, 100%%"), None),
        ("State", "of an asset"),
        ("Later", None),
        ("Two halves", None),
        (("%(n)d day", "%(n)d days"), None),
    }


def test_a_translation_is_kept_and_a_gone_text_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "HOME", tmp_path)
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text("{% load i18n %}{% translate 'One' %}{% translate 'Two' %}", "utf-8")
    catalog = messages.updated("zh_Hans", tmp_path)
    one = catalog.get("One")
    assert isinstance(one, Message)
    one.string = "一"
    messages.write("zh_Hans", catalog)
    page.write_text("{% load i18n %}{% translate 'One' %}{% translate 'Three' %}", "utf-8")
    again = messages.updated("zh_Hans", tmp_path)
    assert {each.id: each.string for each in messages.said(again)} == {"One": "一", "Three": None}


def test_pages_and_what_django_and_allauth_say_are_chinese(chain: Chain, client: Client) -> None:
    page = client.get("/zh/account/login/").content.decode()
    assert 'lang="zh-hans"' in page and ">登录<" in page
    refused = client.post("/zh/account/login/", {"login": "nobody", "password": "x"})
    assert "输入一个有效的 Email 地址。" in refused.content.decode()


def test_a_refusal_is_said_in_the_language_of_the_page(chain: Chain, client: Client) -> None:
    client.force_login(world.person("auditor"), "sesame.backends.ModelBackend")
    asked = {"as_of": "2031-99-01"}
    chinese = client.get("/zh/programmes/east-west/", asked).content.decode()
    assert "“2031-99-01” 不是日期" in chinese and "is no day" not in chinese
    assert "is no day" in client.get("/programmes/east-west/", asked).content.decode()


def test_findings_are_said_in_the_language_of_the_page() -> None:
    found = finding("missing_value", file="a.csv", row=3, column="kind", table="flows")
    with translation.override("zh-hans"):
        assert message(found) == "kind 为空"
        assert remedy(found).startswith("请填写")
        assert place(found) == "a.csv, 第 3 行, kind"
        assert message(Finding.kept(found.as_dict())) == "kind is empty"
    with translation.override("en"):
        assert message(found) == "kind is empty"
        assert place(found) == found.place


def test_what_a_check_found_is_said_in_both_languages(chain: Chain, client: Client) -> None:
    given = world.flows("f1,east-1,west-9,much")
    delivery = check(receive(chain, world.person("clerk-a"), given))
    client.force_login(world.person("clerk-a"), "sesame.backends.ModelBackend")
    english = client.get(f"/deliveries/{delivery.pk}/").content.decode()
    chinese = client.get(f"/zh/deliveries/{delivery.pk}/").content.decode()
    assert "is not a number" in english and "is not a key of places" in english
    assert "“much” 不是数字" in chinese and "“west-9” 不是 places 中的键" in chinese
    assert "is not a" not in chinese
