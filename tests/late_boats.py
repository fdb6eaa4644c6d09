"""Editions and a log of corrections in values, some of them hostile: every word is invented."""

from report.corrections import Correction
from report.facts import Past, PastColumn, PastFigure, PastPage, Plain
from report.manifest import Seal

HOSTILE = "\"><script>alert(1)</script> ]]> & 'x' \u200f{{ 7*7 }}"
TITLES = {
    "2024-07": "Boats & <ferries>",
    "2023-09.2": "Who was late: once more",
    "2023-09.1": "Who was late: recounted",
    "2023-09": "Who was late",
    "2023-01": "2023-01",
}
COLUMNS = (
    PastColumn("slug", "Address", "", None),
    PastColumn("harbour", "Harbour", "", None),
    PastColumn("year", "Year", "", None),
    PastColumn("late", "Boats that were late", "boats", None),
    PastColumn("share", "Share of all", "%", 1),
)


def late(*rows: tuple[Plain, ...]) -> PastFigure:
    """Return a figure of boats that were late, by harbour."""
    return PastFigure("Late boats", COLUMNS, ("slug",), rows)


def edition(name: str, **figures: PastFigure) -> Past:
    """Return an edition that has these figures, each with a chart."""
    pages = {"": PastPage(f"The boats of {name}", ()), "findings/late/": PastPage(HOSTILE, ())}
    paths = (
        *(f"{page}index.html" for page in (*pages, "changes/", "claims/")),
        *(f"figures/{figure}/index.html" for figure in figures),
        *(f"charts/{figure}.svg" for figure in figures),
        *(f"charts/{figure}/embed/index.html" for figure in figures),
        "assets/site.css",
        "source.zip",
    )
    return Past(
        name,
        TITLES[name],
        figures,
        {},
        {figure: f"{each.title} {HOSTILE}" for figure, each in figures.items()},
        pages,
        files=dict.fromkeys(paths, Seal("0" * 64, 1)),
    )


NORTH, SOUTH = ("north", "North Quay", 2023), ("south", "South Quay", 2023)
PAST = (
    edition(
        "2024-07",
        late=late((*SOUTH, 1214, 54.5), (*NORTH, 13, 4)),
        fleet=PastFigure("The fleet", COLUMNS[3:4], (), ((9,),)),
        names=PastFigure("Names", COLUMNS[:2], ("slug",), (("a", "Otter"),)),
    ),
    edition("2023-09.1", late=late((*NORTH, 14, 5), (*SOUTH, 1201, 50.25))),
    edition("2023-09", late=late((*SOUTH, 1200, None), (*NORTH, 14, 5))),
    edition("2023-01", late=late((*NORTH, 14, 5))),
)
LOG = (
    Correction(
        "2023-10-a",
        "2023-10-04",
        "2023-09",
        "findings/late/, charts/late, figures/late",
        f"1,200 boats were late {HOSTILE}",
        f"1,201 {HOSTILE}",
        f"The log of the Otter was read after the count {HOSTILE}.",
        "2023-09.1",
        "log:1",
    ),
    Correction(
        "2024-08-a",
        "2024-08-02",
        "2023-09",
        "charts/late",
        "The axis began at 10.",
        "It begins at 0.",
        "The year 2022 was left out.",
        "not yet",
        "log:9",
    ),
)
