"""Invented figures for tests of charts; none of their numbers is a fact."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from report import fonts
from report.geography import outlines
from report.model import Column, Figure, Project, Row, Value
from report.style import Frame

ROOT = Path(__file__).resolve().parent.parent
FACES = ROOT / ".build" / "fonts"


def figure(
    name: str, columns: Sequence[Column], rows: Sequence[Row], key: Sequence[str] = ()
) -> Figure:
    """Return an invented figure."""
    return Figure(
        name=name,
        title=f"Invented: {name}",
        columns=tuple(columns),
        key=tuple(key or [columns[0].name]),
        rows=tuple(rows),
        sources=(),
        sql="SELECT 1;",
        path=f"queries/{name}.sql",
    )


def words(name: str, label: str = "") -> Column:
    """Return a column of words."""
    return Column(name, "VARCHAR", label or name.capitalize())


def counts(name: str, unit: str = "apples", label: str = "") -> Column:
    """Return a column of numbers."""
    return Column(name, "BIGINT", label or name.capitalize(), unit=unit)


def printed(value: Value, column: Column) -> str:
    """Print a value plainly."""
    if value is None:
        return "–"
    if column.unit == "%":
        return f"{value}%"
    return f"{value:,}" if column.unit and isinstance(value, int | float | Decimal) else str(value)


def frame(width: int = 720) -> Frame:
    """Return a frame that measures in the font of charts."""
    ruler = fonts.Ruler(fonts.install(ROOT, FACES))
    return Frame(
        width=width,
        narrow=width < 500,
        print=printed,
        measure=ruler.width,
        outlines=lambda wanted: outlines(Project(ROOT), wanted),
    )


def project(folder: Path, charts: dict[str, str]) -> Project:
    """Return a project whose chart modules are these."""
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    for name, source in charts.items():
        (folder / "charts" / f"{name}.py").write_text(source, encoding="utf-8")
    return Project(folder)


BASKET = figure(
    "basket",
    [words("fruit", "Kind of fruit"), counts("pieces", label="Pieces sold")],
    [("Apple", 1200), ("Pear", 310), ("Quince & co. <b>", 4), ("Medlar", 0)],
)
HARVEST = figure(
    "harvest",
    [Column("year", "SMALLINT", "Year"), words("fruit"), counts("tons", "tons")],
    [(y, f, n + y % 7) for f, n in (("Apple", 40), ("Pear", 20)) for y in range(2015, 2024)],
    ["year", "fruit"],
)
SHARES = figure(
    "shares",
    [words("shop"), words("fruit"), Column("share", "DECIMAL(4,1)", "Share of sales", unit="%")],
    [
        (shop, fruit, Decimal(share))
        for shop, shares in (("Here", ("62.5", "37.5")), ("There", ("3", "97")))
        for fruit, share in zip(("Apple", "Pear"), shares, strict=True)
    ],
    ["shop", "fruit"],
)
YARDSTICKS = figure(
    "yardsticks",
    [words("shop"), counts("weighed", "kg"), counts("guessed", "kg")],
    [("Here", 31, 44), ("There", 20, 20)],
)
ROUTES = figure(
    "routes",
    [words("orchard"), words("shop"), counts("crates", "crates")],
    [("North", "Here", 30), ("North", "There", 4), ("South", "There", 12), ("South", "Here", 1)],
    ["orchard", "shop"],
)
PLACES = figure(
    "places",
    [words("country"), words("outline"), words("pies", "Pies a head")],
    [
        ("France", "250", "many"),
        ("Australia", "036", "some"),
        ("Singapore", "702", "few"),
        ("Kosovo", "Kosovo", "few"),
        ("Tuvalu and others", None, "few"),
    ],
)
