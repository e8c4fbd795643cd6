"""Who reads a page: which account, in which programme, as of when, in which language.

Members read the record as of any day. Everybody else reads what the programme has published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from counterpart.errors import InputError, finding
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Record
from counterpart.reports.words import Language, Words, load_words
from counterpart.snapshot.read import Snapshot
from counterpart_site.access.actions import ask, may
from counterpart_site.access.models import Account, Membership, Role
from counterpart_site.publishing.editions import Edition, edition_of, newest_made
from counterpart_site.publishing.kept import kept
from counterpart_site.publishing.models import Publication
from counterpart_site.publishing.preparing import at_hand
from counterpart_site.records.models import Chain, Entry
from counterpart_site.records.queries import Moment, moment_of

T = TypeVar("T")


class SignInFirstError(Exception):
    """The page is for members, and nobody is signed in."""


class BeingPreparedError(Exception):
    """The edition up to the entry `sequence` of a large record is being made."""

    def __init__(self, sequence: int) -> None:
        super().__init__(sequence)
        self.sequence = sequence


@dataclass
class Reader:
    """One reader of one programme (`chain`; none where the site has none that they may read)."""

    account: Account | None
    chains: Sequence[Chain]
    chain: Chain | None
    as_of: date | None
    language: Language
    memberships: Sequence[Membership] = field(default_factory=tuple)

    @property
    def is_member(self) -> bool:
        """Whether the reader has a role in the programme now."""
        return bool(self.memberships)

    @property
    def query(self) -> str:
        """What links to other pages carry on: the day, and of several programmes which."""
        carried = {"as_of": self.as_of.isoformat()} if self.as_of else {}
        if self.chain is not None and len(self.chains) > 1:
            carried["programme"] = self.chain.programme
        return f"?{urlencode(carried)}" if carried else ""

    @property
    def roles(self) -> set[str]:
        """The roles held in the programme now."""
        return {each.role for each in self.memberships}

    @property
    def side(self) -> str:
        """The side of the first role that has one; empty where the reader is of neither."""
        return next((each.side for each in self.memberships if each.side), "")

    def may(self, action: str, **about: Any) -> bool:
        """Whether the action table allows it: for showing and hiding."""
        if self.account is None or self.chain is None:
            return False
        return may(action, self.account, self.chain, **about)

    def needs(self, action: str, **about: Any) -> Membership:
        """The membership by which it is done; SignInFirstError, or InputError (action_refused)."""
        if self.account is None:
            raise SignInFirstError
        return ask(action, self.account, self.programme, **about)

    @cached_property
    def rows(self) -> bool:
        """Whether single rows are shown, and not only what is made of them."""
        return self.may("read rows")

    @property
    def programme(self) -> Chain:
        """The chain; SignInFirstError, Http404 or InputError (role_ended) where there is none."""
        if self.chain is None:
            raise _unread(self.account)
        return self.chain

    @cached_property
    def moment(self) -> Moment:
        """What a member reads: all that was known at the moment."""
        return moment_of(self.programme, self.as_of)

    @cached_property
    def sequence(self) -> int:
        """The entry of the chain up to which is read."""
        return self.moment.length if self.rows else self._published().sequence

    @cached_property
    def edition(self) -> Edition:
        """The frozen record that this page is made of.

        A member's is that of the moment, or the newest there is while that of a large record is
        being made (`behind` tells); everybody else's is what was published. BeingPreparedError
        where there is none yet.
        """
        edition = edition_of(self.programme, self.sequence)
        if at_hand(edition):
            return edition
        older = newest_made(self.programme, self.sequence - 1) if self.rows else None
        if older is None:
            raise BeingPreparedError(self.sequence)
        return older

    @property
    def behind(self) -> int:
        """The entry of the edition that this page is made of while a newer one is being made."""
        shown = self.__dict__.get("edition")
        asked = self.__dict__.get("moment")
        return shown.sequence if shown and asked and shown.sequence < asked.length else 0

    @property
    def synthetic(self) -> str:
        """What a page made of an edition must say where all its sources are made up; else empty."""
        if "edition" not in self.__dict__:
            return ""
        return kept(self.snapshot, f"caption {self.language}", lambda: self.record.caption)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot of the edition."""
        return self.edition.snapshot

    @cached_property
    def words(self) -> Words:
        """The words of reports, which pages share."""
        return load_words(self.language)

    @cached_property
    def record(self) -> Record:
        """The edition's names, stages and sources in the reader's language."""
        return Record(self.snapshot, self.words)

    @cached_property
    def numbers(self) -> Numbers:
        """How figures are written in the reader's language."""
        return Numbers(self.snapshot.catalogue, self.words)

    def known(self, rows: Iterable[T], what: str) -> T:
        """The first of `rows`; InputError (not_known) where `what` was not on record then."""
        for row in rows:
            return row
        raise InputError([finding("not_known", value=what)])

    def _published(self) -> Publication:
        found = self.programme.publications.filter(withdrawn_at=None)
        if self.as_of is not None:
            length = moment_of(self.programme, self.as_of).length
            found = found.filter(sequence__lte=length)
        first = found.first()
        if first is None:
            raise InputError([finding("nothing_published", value=self.programme.programme)])
        return first


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request; `?programme=` and `?as_of=` say what is read.

    InputError: not_a_day, unknown_programme.
    """
    kept = getattr(request, "reader", None)
    if kept is None:
        kept = _reader(request)
        request.reader = kept  # type: ignore[attr-defined]
    return cast(Reader, kept)


def _reader(request: HttpRequest) -> Reader:
    account = request.user if isinstance(request.user, Account) else None
    chains = list(readable(account))
    asked = request.GET.get("programme") or _of_address(request)
    chain = next((each for each in chains if each.programme == asked), None)
    if asked and "\0" in asked:
        # What no database takes is no programme's name.
        raise Http404
    if asked and chain is None:
        raise _unread(account, asked)
    chain = chain or next(iter(chains), None)
    held = account.memberships.filter(chain=chain) if account and chain else ()
    language: Language = "zh" if (get_language() or "en").startswith("zh") else "en"
    as_of = _day(request.GET.get("as_of", ""))
    now = timezone.now()
    holding = tuple(each for each in held if each.holds(now))
    return Reader(account, chains, chain, as_of, language, holding)


def _unread(account: Account | None, programme: str = "") -> Exception:
    """Why a programme is not read: nobody signed in, the role has ended, or there is none."""
    if account is None:
        return SignInFirstError()
    ended = account.memberships.exclude(until=None).select_related("chain").order_by("-until")
    last = (ended.filter(chain__programme=programme) if programme else ended).first()
    if last is None or last.until is None:
        return Http404(programme)
    programme, day = last.chain.programme, f"{last.until:%Y-%m-%d}"
    return InputError([finding("role_ended", value=last.role, programme=programme, day=day)])


def _of_address(request: HttpRequest) -> str | None:
    match = request.resolver_match
    return str(match.kwargs["programme"]) if match and "programme" in match.kwargs else None


def readable(account: Account | None) -> list[Chain]:
    """The programmes whose members we are, then those that published something."""
    own = Chain.objects.filter(memberships__account=account, memberships__until=None)
    published = Chain.objects.filter(publications__withdrawn_at=None, publications__isnull=False)
    member = list(own.distinct().order_by("programme")) if account else []
    others = published.distinct().order_by("programme")
    return [*member, *(chain for chain in others if chain not in member)]


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError([finding("not_a_day", value=text)]) from None


def around(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page says: the reader and what is waiting for them."""
    try:
        reader = reader_of(request)
    except (InputError, SignInFirstError, Http404):
        account = request.user if isinstance(request.user, Account) else None
        reader = Reader(account, (), None, None, "en")
    newest = None
    if reader.chain is not None and reader.is_member:
        newest = Entry.objects.filter(chain=reader.chain).order_by("-sequence").first()
    return {
        "reader": reader,
        "newest_entry": newest,
        "coordinates": Role.COORDINATOR in reader.roles,
    }
