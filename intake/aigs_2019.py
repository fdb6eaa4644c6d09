"""The AIGS index of 2019, a table recovered from print by position → its entries.

The first line carries the words of the heading inside its cells ("Country Algeria"); they
are taken out of it, and only the words that stand over the same column.
Social media surveillance was not part of this wave.
"""

from collections.abc import Iterable, Mapping

from intake.aigs import Entry, Wave
from intake.originals import Cell, Line, Original

WAVE = Wave(year=2019, source="aigs_2019", mark="✔", flag="✔", member="✔")

ORIGINAL = Original(
    path="aigs/aigs_2019_table.csv",
    columns=(
        "page",
        "country",
        "region",
        "agg",
        "regime",
        "fotn_status",
        "fotn_score",
        "milex",
        "milrank",
        "bri",
        "odi",
        "smart_city",
        "facial_recognition",
        "smart_policing",
        "china_tech",
        "us_tech",
        "japan_tech",
        "companies",
    ),
)

HEADING = {
    "country": "Country",
    "regime": "Type",
    "bri": "Countries",
    "smart_city": "City",
    "facial_recognition": "ion",  # the end of a word broken over two lines
    "smart_policing": "Policing",
    "china_tech": "Tech",
    "us_tech": "Tech",
    "japan_tech": "Tech",
    "companies": "Key Companies",
}


def entries(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """Tell the cells of each line apart."""
    return tuple(
        _entry({column: _below(column, line[column], number) for column in HEADING})
        for number, line in enumerate(lines)
    )


def _entry(cells: Mapping[str, Cell]) -> Entry:
    return Entry(
        country=cells["country"],
        name_as_printed=cells["country"].text,
        regime=cells["regime"],
        belt_and_road=cells["bri"],
        technologies={
            "smart_city": cells["smart_city"],
            "face_recognition": cells["facial_recognition"],
            "smart_policing": cells["smart_policing"],
        },
        flags={
            "CHN": ("China Tech", cells["china_tech"]),
            "USA": ("US Tech", cells["us_tech"]),
            "JPN": ("Japan Tech", cells["japan_tech"]),
        },
        others=(),
        firms=(cells["companies"],),
    )


def _below(column: str, cell: Cell, number: int) -> Cell:
    """Return a cell without the words of the heading, which the first line alone may carry."""
    heading = HEADING[column]
    if number > 0:
        return cell
    if cell.text == heading or cell.text.startswith(f"{heading} "):
        return cell.holding(cell.text.removeprefix(heading).strip())
    hint = f'The first line is known to carry "{heading}" here; look at the file.'
    raise cell.fault("the heading is not where it was", hint)
