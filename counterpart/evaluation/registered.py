"""Look-ups in the tables of the record by key: how many rows, a date, a distance, who began first.

Every value carries the keys of the rows it came from; of a long count the first ones only.
"""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.engine.store import Store, literal, quoted
from counterpart.evaluation.arithmetic import Value
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.results import RowKey
from counterpart.evaluation.spatial.distance import great_circle
from counterpart.quantities import point
from counterpart.rules.expressions import Expression
from counterpart.tables import TABLES

# Keys listed of a count, and sources named in its words.
LISTED = 200
NAMED = 3
# How exactly a date is known -> units of claims that ask for more.
TOO_COARSE = {"year": ("year-month", "date"), "month": ("date",)}
NAMED_TABLES = ("places", "organisations", "programmes", "groups")


def count(store: Store, say: Phrases, leaf: Expression) -> Value:
    """How many rows of a table, or different values of a column."""
    table, fields = leaf.fields["table"], leaf.fields
    what = f"DISTINCT {quoted(fields['distinct'])}" if "distinct" in fields else "*"
    where = " AND ".join(
        f"{quoted(column)}::VARCHAR = {literal(value)}"
        for column, value in fields.get("where", {}).items()
    )
    source = "source" if "source" in TABLES[table].has else "NULL"
    number, sources = store.row(
        f"SELECT count({what}), list(DISTINCT {source} ORDER BY {source}) "
        f"FROM {quoted(table)} WHERE {where or 'true'}"
    )
    if not number:
        return missing("count", say("rows of table", table=table, filter=conditions(fields)))
    named = [each for each in sources if each]
    words = say("count of table", count=number, table=table, filter=conditions(fields))
    return Value(
        point(number),
        "count",
        words + cited(named),
        sources=frozenset(named),
        rows=1,
        used=_keys(store, table, where or "true"),
    )


def date(store: Store, say: Phrases, leaf: Expression, unit: str | None) -> Value:
    """A date on record; missing where it is known less exactly than `unit` asks."""
    table, column, key = (leaf.fields[name] for name in ("table", "column", "key"))
    has = TABLES[table].has
    source = "source" if "source" in has else "NULL"
    exact = "date_precision" if "date_precision" in has else "NULL"
    where = f"{_key(table)} = {literal(key)}"
    rows = store.rows(
        f"SELECT {quoted(column)}, {source}, {exact} FROM {quoted(table)} WHERE {where}"
    )
    if not rows or rows[0][0] is None:
        of = name_of(store, say, key)
        return missing("date", say("date missing", column=column, key=of, table=table))
    day, source, exact = rows[0]
    if unit in TOO_COARSE.get(exact, ()):
        return missing("date", say(f"known to the {exact}", column=column, key=key))
    sources = [source] if source and table != "sources" else []
    return Value(
        None,
        "date",
        f"{key} {column} {day.isoformat()}{cited(sources)}",
        day=day,
        sources=frozenset(sources),
        rows=1,
        used=(RowKey(table, key, source),),
    )


def distance(store: Store, say: Phrases, leaf: Expression) -> Value:
    """The great circle between the centres of two places."""
    found = []
    for place in leaf.fields["places"]:
        rows = store.rows(
            f"SELECT latitude, longitude, source FROM places WHERE place = {literal(place)}"
        )
        if not rows or rows[0][0] is None or rows[0][1] is None:
            return missing("distance", say("coordinates", place=name_of(store, say, place)))
        found.append(rows[0])
    kilometres = round(float(great_circle(found[0][:2], found[1][:2])), 1)
    places = " – ".join(name_of(store, say, place) for place in leaf.fields["places"])
    sources = sorted({row[2] for row in found if row[2]})
    return Value(
        point(str(kilometres)),
        "distance",
        say("great circle", places=places, kilometres=f"{kilometres:,}") + cited(sources),
        sources=frozenset(sources),
        rows=1,
        used=tuple(
            RowKey("places", place, row[2])
            for place, row in zip(leaf.fields["places"], found, strict=True)
        ),
    )


def first_of(store: Store, say: Phrases, leaf: Expression) -> Value:
    """The rank of a place in a group by the day on which its membership begins, first to last."""
    group, subject = leaf.fields["in"].removeprefix("group:"), leaf.fields["subject"]
    where = f'"group" = {literal(group)}'
    rows = store.rows(f"SELECT place, start_on, source FROM group_members WHERE {where}")
    days = {place: day for place, day, _ in rows}
    if len(days) < 2 or subject not in days or None in days.values():
        of = name_of(store, say, leaf.fields["in"])
        return missing("rank", say("start missing", group=of))
    earlier = sum(day < days[subject] for day in days.values())
    sources = sorted({source for _, _, source in rows if source})
    words = say("rank by day", rank=earlier + 1, count=len(days), day=days[subject].isoformat())
    return Value(
        point(earlier + 1),
        "rank",
        words + cited(sources),
        sources=frozenset(sources),
        rows=len(rows),
        used=_keys(store, "group_members", where),
    )


def name_of(store: Store, say: Phrases, key: str) -> str:
    """The name of a place, an organisation, a programme or `group:NAME`; the key without one."""
    names = "name_zh, name_en" if say.language == "zh" else "name_en, name_zh"
    for table in NAMED_TABLES:
        own = TABLES[table].key[0]
        wanted = key.removeprefix("group:") if own == "group" else key
        rows = store.rows(
            f"SELECT coalesce({names}) FROM {quoted(table)} WHERE {quoted(own)} = {literal(wanted)}"
        )
        if rows and rows[0][0]:
            return str(rows[0][0])
    return key


def missing(meaning: str, what: str) -> Value:
    """A value of which nothing is known but what it would take."""
    return Value(None, meaning, f"[{what}]", missing=(what,))


def conditions(fields: Mapping[str, object]) -> str:
    """The conditions of a look-up in words."""
    where = fields.get("where") or {}
    assert isinstance(where, dict)
    return "".join(f", {column} {value}" for column, value in where.items())


def cited(sources: list[str]) -> str:
    """Sources behind a figure, each in brackets."""
    more = " …" if len(sources) > NAMED else ""
    return "".join(f" [{source}]" for source in sources[:NAMED]) + more


def _key(table: str) -> str:
    """SQL for the key of a row; an empty part leaves no trace."""
    return f"concat_ws('+', {', '.join(quoted(name) for name in TABLES[table].key)})"


def _keys(store: Store, table: str, where: str) -> tuple[RowKey, ...]:
    source = "source" if "source" in TABLES[table].has else "NULL"
    rows = store.rows(
        f"SELECT {_key(table)}, {source} FROM {quoted(table)} WHERE {where} "
        f"ORDER BY 1 LIMIT {LISTED}"
    )
    return tuple(RowKey(table, key, source) for key, source in rows)
