"""The AIGS index of 2022, a workbook → its entries, and the firms that stand in wrong rows.

**Moved firms.**  To the right of "Company 5" the columns have no heading, and they stayed
where they were when the rows below the headings were sorted by regime.  So the firms that
France's row seems to name there (Dahua, Genetec) are the end of Australia's list of 2020.
Each such run equals the whole tail of exactly one row of 2020, and is recorded for that
row's country, with the row it stands in beside it.  A run with no such witness, or with
two, is refused.  To take the runs as they stand was rejected: it would have the United
States' suppliers, Anduril among them, supply Tajikistan.

**Damaged words.**  Somebody replaced "ea", "ed" and "ca", everywhere in some cells, by what
the letters stand for in the column of regimes.  The same replacement is made backwards,
and what comes out must be a name that is known.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from intake.aigs import Entry, Named, Wave, listed
from intake.originals import Cell, Line, Original, faults_of
from report.errors import raise_all

WAVE = Wave(year=2022, source="aigs_2022", mark="x", flag="1", member="x")

ORIGINAL = Original(
    path="aigs/aigs_2022.xlsx",
    columns=(
        "Country",
        "Region",
        "V-Dem Electoral Democracy Index 2021",
        "V-Dem Regime Type 2021",
        "Feldstein Digital Repression Index 2021",
        "Freedom on the Net 2021 Status",
        "Freedom on the Net 2021 Score",
        "Military Expenditures (USD) 2018",
        "Military Expenditures Ranking (2018)",
        "Member of Belt & Road Initiative",
        "China ODI Rank (EIU)",
        "Safe City System",
        "Facial Recognition System",
        "Smart Policing",
        "Social Media Surveillance",
        "China Tech",
        "US Tech",
        "Other Countries",
        "Company 1",
        "Company 2",
        "Company 3",
        "Company 4",
        "Company 5",
    ),
    sheet="AIGS 2022",
)

TECHNOLOGIES = {
    "smart_city": "Safe City System",
    "face_recognition": "Facial Recognition System",
    "smart_policing": "Smart Policing",
    "social_media_surveillance": "Social Media Surveillance",
}
FLAGS = {"CHN": "China Tech", "USA": "US Tech"}
DAMAGE = {"Closed Autocracy": "ca", "Electoral Autocracy": "ea", "Electoral Democracy": "ed"}


def entries(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """Tell the cells of each line apart, damaged names mended, the moved firms left out."""
    return tuple(
        Entry(
            country=mended(line["Country"]),
            name_as_printed=line["Country"].text,
            regime=line["V-Dem Regime Type 2021"],
            belt_and_road=line["Member of Belt & Road Initiative"],
            technologies={name: line[column] for name, column in TECHNOLOGIES.items()},
            flags={exporter: (column, line[column]) for exporter, column in FLAGS.items()},
            others=tuple((cell.text, mended(cell)) for cell in listed(line["Other Countries"])),
            firms=_between(line, "Other Countries", "Company 5"),
        )
        for line in lines
    )


def moved_firms(
    lines: Iterable[Line], tails_2020: Mapping[str, tuple[str, ...]]
) -> tuple[Named, ...]:
    """Return the firms to the right of the named columns, each run with its rightful country."""
    runs = [(line, run) for line in lines if (run := line.after("Company 5"))]
    raise_all(faults_of(*(partial(_rightful, run, tails_2020) for _, run in runs)))
    return tuple(
        Named(_rightful(run, tails_2020), mended(line["Country"]), run) for line, run in runs
    )


def mended(cell: Cell) -> Cell:
    """Return a cell with the damage of find-and-replace undone."""
    text = cell.text
    for words, letters in DAMAGE.items():
        text = text.replace(words, letters)
    return cell.holding(text)


def _rightful(run: tuple[Cell, ...], tails_2020: Mapping[str, tuple[str, ...]]) -> Cell:
    texts = tuple(cell.text for cell in run)
    owners = [country for country, tail in tails_2020.items() if tail == texts]
    if len(owners) == 1:
        return run[0].holding(owners[0])
    seen = f"{len(owners)} rows of 2020 end" if owners else "no row of 2020 ends"
    hint = "Find out whose firms these are; nothing is guessed about them."
    raise run[0].fault(f"{seen} in the firms that begin here", hint)


def _between(line: Line, left: str, right: str) -> tuple[Cell, ...]:
    beyond = line.after(right)
    return tuple(cell for cell in line.after(left) if cell not in beyond)
