"""The list of numbers typed from publications → rows of ``printed``.

A measure is called what its publication calls it: WIRED's "AI export deals" and NBER's
"facial recognition AI deals" are two measures even where the number is the same.

A number that stands in a note is a number too; it is found there by the words around it
(``EXTRAS``), so that none is typed a second time.  The rest of the notes stays out.

Where no page was written down, the place says what kind of publication it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from intake.countries import slug_of
from intake.names import CODES
from intake.originals import Cell, Line, Original, known
from intake.printed_words import (
    EXTRAS,
    MATURE,
    MEASURES,
    NOTES,
    PUBLICATIONS,
    WEAK,
    Measure,
)
from intake.rows import Printed
from report.errors import ReportError

ORIGINAL = Original(
    path="study/published_claims.csv",
    columns=("source", "date", "where", "subject", "measure", "value", "note"),
)

WIRED_TITLE = "Will Knight, China Is the World's Biggest Face Recognition Dealer"
SUBJECTS = frozenset({"all", "non-China", "Huawei", "NEC", "IBM", "Palantir", "Cisco"})
WORDS = {"twice": "2"}
GROUPS = {WEAK: "weak", MATURE: "mature"}


@dataclass(frozen=True, slots=True)
class Print:
    """Where and when a number was printed, and of whom."""

    source: str
    date: str
    place: str
    subject: str
    exporter: str | None = None
    importer: str | None = None
    year: int | None = None
    give_or_take: Decimal | None = None
    note: str | None = None


def claims(lines: Iterable[Line]) -> tuple[Printed, ...]:
    """Restate the list of numbers, those in its notes included."""
    return tuple(row for line in lines for row in (_claim(line), *_extras(line)))


def printed_row(on: Print, measure: Measure, value: Decimal) -> Printed:
    """Return the row of a number, named by where it stands and what it counts."""
    figure = re.sub(r" (top|middle|bottom)$", "", on.place.split(",")[0])
    whose = on.exporter or (None if on.importer else on.subject)
    of = None if measure.sample in {"full", "not_stated"} else measure.sample
    words = (
        on.source,
        figure,
        whose,
        f"to {on.importer}" if on.importer else None,
        f"to {GROUPS[measure.regime_group]}" if measure.regime_group else None,
        on.year,
        measure.name,
        of,
    )
    return Printed(
        printed_id=slug_of(" ".join(str(word) for word in words if word is not None)),
        source=on.source,
        date=on.date,
        place=on.place,
        subject=on.subject,
        exporter=on.exporter,
        importer=on.importer,
        year=on.year,
        regime_group=measure.regime_group,
        measure=measure.name,
        value=value,
        unit=measure.unit,
        sample=measure.sample,
        exactness=measure.exactness,
        give_or_take=on.give_or_take,
        note=on.note,
    )


def each_once(rows: Iterable[Printed]) -> tuple[Printed, ...]:
    """Return every number once, under the most exact of its places."""
    found: dict[str, Printed] = {}
    for row in rows:
        other = found.setdefault(row.printed_id, row)
        if (other.value, other.unit, other.exactness) != (row.value, row.unit, row.exactness):
            what = f'"{row.printed_id}" is {other.value} in one place and {row.value} in another'
            raise ReportError(what, "study", "Look the number up in the publication.")
        if len(row.place) > len(other.place):
            found[row.printed_id] = row
    return tuple(found.values())


def number(cell: Cell) -> Decimal:
    """Return the number in a cell; commas may part its thousands."""
    text = WORDS.get(cell.text, cell.text).replace(",", "")
    if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,3})?", text):
        return Decimal(text)
    raise cell.fault("not a number", "Write digits, with at most three decimals.")


def country_or_none(subject: Cell) -> str | None:
    """Return the code of a subject that is a country; other subjects must be known ones."""
    meanings: Mapping[str, str | None] = {**CODES, **dict.fromkeys(SUBJECTS)}
    return known(subject, meanings, "subject")


def _claim(line: Line) -> Printed:
    measure = known(line["measure"], MEASURES, "measure")
    note = NOTES.get((line["measure"].text, line["subject"].text))
    return printed_row(_print(line, line["subject"], note), measure, number(line["value"]))


def _extras(line: Line) -> Iterable[Printed]:
    note = line["note"]
    for extra in EXTRAS.get((line["measure"].text, line["subject"].text), ()):
        found = re.search(extra.pattern, note.text)
        if not found:
            hint = "Mend the note, or the words looked for in intake/printed_words.py."
            raise note.fault(f'the note has no "{extra.pattern}" any more', hint)
        subject = line["subject"].holding(extra.subject or line["subject"].text)
        value = number(note.holding(found[1]))
        yield printed_row(_print(line, subject, None), extra.measure, value)


def _print(line: Line, subject: Cell, note: str | None) -> Print:
    publication = known(line["source"], PUBLICATIONS, "publication")
    return Print(
        source=publication.source,
        date=_date(line["date"]),
        place=_place(line["where"], publication.place),
        subject=subject.text,
        exporter=country_or_none(subject),
        note=note,
    )


def _date(cell: Cell) -> str:
    if re.fullmatch(r"[0-9]{4}(-[0-9][0-9](-[0-9][0-9])?)?", cell.text):
        return cell.text
    raise cell.fault("not a date", "Write it as 2023-01-24, or 2023-01, or 2023.")


def _place(cell: Cell, usual: str) -> str:
    if re.fullmatch(r"p\.[0-9]+(-[0-9]+)?|fn [0-9]+|(Fig|Table) [A-Z0-9.]+", cell.text):
        return cell.text
    if cell.text in {"", WIRED_TITLE} and usual:
        return usual
    raise cell.fault("no page, figure or table", 'Write it as "p.6", "Fig A.4" or "Table 2".')
