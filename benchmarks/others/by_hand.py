"""The data of an invented publication in, its site out: as one would write it by hand.

    python by_hand.py DATA FOLDER

DuckDB counts, Altair describes each chart, vl-convert draws it as SVG and as PNG, and MkDocs
Material makes the pages. It is a script of one evening on purpose: it checks nothing, and every
number is where a template put it. It runs in an environment of its own, ``requirements.lock``.
"""

import subprocess
import sys
from pathlib import Path

import altair as alt
import duckdb
import vl_convert

SETTINGS = """\
site_name: Deals that nobody made
site_description: An invented survey of invented countries.
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions: [attr_list, tables]
"""
FRONT = """\
# Who buys from whom, all invented

None of these countries exists, and nobody made these deals.

**{deals:,}** deals on record.

The record has {countries:,} countries.
They bought from {suppliers:,} suppliers.

![Deals by supplier](charts/by_supplier.svg)

[SVG](charts/by_supplier.svg) [PNG](charts/by_supplier.png)
"""
COUNTRY = """\
# {name}

{name} made {deals:,} deals with {suppliers:,} suppliers.
None of them is true.

{chart}

## Suppliers

| Supplier | Deals |
|---|--:|
{rows}
"""
CHART = """\
![Deals of {name} by year](../charts/{country}_by_year.svg)

[SVG](../charts/{country}_by_year.svg) [PNG](../charts/{country}_by_year.png)
"""


def main() -> None:
    """Write the pages, draw the charts, and have MkDocs make the site."""
    data, folder = map(Path, sys.argv[1:])
    write(data, folder, draw=True)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(mkdocs, cwd=folder, check=True)


def write(data: Path, folder: Path, *, draw: bool) -> None:
    """Write the pages for MkDocs, and unless told not to the pictures beside them."""
    docs = folder / "docs"
    for path in (docs / "countries", docs / "charts"):
        path.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    with duckdb.connect() as db:
        for table in ("countries", "deals"):
            db.execute(f"CREATE TABLE {table} AS FROM read_csv('{data / table}.csv')")
        [(deals, countries, suppliers)] = db.execute(
            "SELECT count(*), count(DISTINCT importer), count(DISTINCT supplier) FROM deals"
        ).fetchall()
        front = FRONT.format(deals=deals, countries=countries, suppliers=suppliers)
        (docs / "index.md").write_text(front, encoding="utf-8")
        if draw:
            _draw(docs / "charts/by_supplier", bars(_by_supplier(db)))
        for country, name, charted in db.execute(
            "SELECT country, name, charted FROM countries ORDER BY country"
        ).fetchall():
            _write_country(db, docs, country, name, charted=charted, draw=draw)


def _write_country(  # noqa: PLR0913 - one evening's script
    db: duckdb.DuckDBPyConnection,
    docs: Path,
    country: str,
    name: str,
    *,
    charted: bool,
    draw: bool,
) -> None:
    rows = db.execute(
        "SELECT supplier, count(*) AS deals FROM deals WHERE importer = ?"
        " GROUP BY supplier ORDER BY deals DESC, supplier",
        [country],
    ).fetchall()
    text = COUNTRY.format(
        name=name,
        deals=sum(deals for _, deals in rows),
        suppliers=len(rows),
        chart=CHART.format(name=name, country=country) if charted else "",
        rows="\n".join(f"| {supplier} | {deals:,} |" for supplier, deals in rows),
    )
    (docs / f"countries/{country}.md").write_text(text, encoding="utf-8")
    if charted and draw:
        years = db.execute(
            "SELECT year, count(*) AS deals FROM deals WHERE importer = ?"
            " GROUP BY year ORDER BY year",
            [country],
        ).fetchall()
        records = [{"year": year, "deals": deals} for year, deals in years]
        _draw(docs / f"charts/{country}_by_year", line(name, records))


def _by_supplier(db: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    rows = db.execute(
        "SELECT supplier, count(*) AS deals FROM deals GROUP BY supplier"
        " ORDER BY deals DESC, supplier"
    ).fetchall()
    return [{"supplier": supplier, "deals": deals} for supplier, deals in rows]


def line(name: str, records: list[dict[str, object]]) -> alt.Chart:
    """Return a country's deals over the years, as a line with points."""
    chart: alt.Chart = (
        alt.Chart(
            alt.InlineData(values=records), title=f"Deals of {name} by year", width=640, height=300
        )
        .mark_line(point=True)
        .encode(
            x=alt.X("year:Q", title=None, axis=alt.Axis(format="d")),
            y=alt.Y("deals:Q", title="Deals"),
            tooltip=["year:Q", "deals:Q"],
        )
    )
    return chart


def bars(records: list[dict[str, object]]) -> alt.Chart:
    """Return the deals of the suppliers, as bars."""
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=records), title="Deals by supplier", width=640)
        .mark_bar()
        .encode(
            x=alt.X("deals:Q", title="Deals"),
            y=alt.Y("supplier:N", title=None, sort=None),
            tooltip=["supplier:N", "deals:Q"],
        )
    )
    return chart


def _draw(stem: Path, chart: alt.Chart) -> None:
    spec = chart.to_dict()
    stem.with_suffix(".svg").write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
    stem.with_suffix(".png").write_bytes(vl_convert.vegalite_to_png(spec, scale=2))


if __name__ == "__main__":
    main()
