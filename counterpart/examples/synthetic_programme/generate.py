"""Drawing the whole programme in a fixed order and writing it as a data folder."""

from __future__ import annotations

from pathlib import Path

from counterpart.examples.synthetic_programme.area import write_area, write_census
from counterpart.examples.synthetic_programme.argument import write_argument
from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.claims import write_claims
from counterpart.examples.synthetic_programme.engaged import write_engaged
from counterpart.examples.synthetic_programme.frame import write_frame
from counterpart.examples.synthetic_programme.hospitals import write_hospitals
from counterpart.examples.synthetic_programme.mobility import write_mobility
from counterpart.examples.synthetic_programme.money import write_money
from counterpart.examples.synthetic_programme.parties import write_parties
from counterpart.examples.synthetic_programme.places import write_places
from counterpart.examples.synthetic_programme.posts import write_posts
from counterpart.examples.synthetic_programme.readme import readme
from counterpart.examples.synthetic_programme.reported import write_reported
from counterpart.examples.synthetic_programme.stated import write_stated
from counterpart.examples.synthetic_programme.streams import write_streams
from counterpart.examples.synthetic_programme.supply import write_supply
from counterpart.examples.synthetic_programme.surveys import write_surveys
from counterpart.examples.synthetic_programme.truths import SEED
from counterpart.examples.synthetic_programme.works import write_works
from counterpart.examples.synthetic_programme.yearly import write_yearly


def write_programme(folder: Path, seed: int = SEED) -> None:
    """Write the tables as CSV and a README into `folder`, which is made where it is missing.

    The same seed gives the same bytes; the README's truths hold for any seed, its verdicts for
    the seed that ships.
    """
    book = Book(seed)
    write_frame(book)
    write_places(book)
    write_parties(book)
    write_money(book)
    write_streams(book)
    write_mobility(book)
    people = write_area(book)
    write_census(book, people)
    write_hospitals(book)
    write_supply(book)
    write_reported(book)
    write_yearly(book)
    write_surveys(book)
    write_stated(book)
    write_posts(book)
    write_works(book)
    write_engaged(book)
    write_argument(book)
    expected = write_claims(book)
    folder.mkdir(parents=True, exist_ok=True)
    book.write(folder)
    (folder / "README.md").write_bytes(readme(book, seed, expected).encode("utf-8"))
