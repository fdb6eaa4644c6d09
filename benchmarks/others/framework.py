"""The data of an invented publication in, the sources of a site of Observable Framework out.

    python framework.py DATA FOLDER

A page a country, with its numbers in the text and its chart drawn in the browser, by Observable
Plot, of a file of that country's years. The files are made here, once, and not by a data loader
a page: 173 of those would start Python 173 times.

Nothing of it asks the network: Plot is imported as a package of ``node_modules`` and not as
``npm:``, and the settings ask for no font of elsewhere. Framework asks npm's registry for the
newest version of each library that it recommends, used or not, unless its cache has a folder that
is named for one; so these folders are made, and stay empty.
"""

import json
import sys
from pathlib import Path

import duckdb

SETTINGS = """\
export default {
  title: "Deals that nobody made",
  root: "src",
  globalStylesheets: [],
  search: false,
  pages: [],
  pager: false,
  toc: false
};
"""
RECOMMENDED = (
    "@observablehq/plot@0.6.17 @observablehq/sample-datasets@1.0.1 apache-arrow@21.2.0 arquero@8.0.3"
    " d3-dsv@3.0.2 d3@7.9.2 echarts@6.1.0 htl@1.0.0 leaflet@1.9.4 lodash@4.18.1 mapbox-gl@3.32.0"
    " parquet-wasm@0.8.0 react-dom@19.3.1 react@19.3.1 topojson-client@3.1.0"
).split()
FRONT = """\
# Who buys from whom, all invented

None of these countries exists, and nobody made these deals.

**{deals:,}** deals on record.

The record has {countries:,} countries.
They bought from {suppliers:,} suppliers.

```js
import * as Plot from "@observablehq/plot";

const rows = await FileAttachment("data/by_supplier.json").json();
display(Plot.plot({{
  title: "Deals by supplier",
  marginLeft: 80,
  x: {{label: "Deals"}},
  y: {{label: null, domain: rows.map((d) => d.supplier)}},
  marks: [Plot.barX(rows, {{x: "deals", y: "supplier", tip: true}})]
}}));
```
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
```js
import * as Plot from "@observablehq/plot";

const rows = await FileAttachment("../data/{country}.json").json();
display(Plot.plot({{
  title: "Deals of {name} by year",
  x: {{label: null, tickFormat: "d"}},
  y: {{label: "Deals", zero: true, grid: true}},
  marks: [Plot.lineY(rows, {{x: "year", y: "deals", marker: true, tip: true}})]
}}));
```
"""


def main() -> None:
    """Write the sources; ``npm run build`` makes the site of them."""
    data, folder = map(Path, sys.argv[1:])
    write(data, folder)


def write(data: Path, folder: Path) -> None:
    """Write pages, the data of their charts, and the settings."""
    source = folder / "src"
    for path in (source / "countries", source / "data"):
        path.mkdir(parents=True, exist_ok=True)
    for name in RECOMMENDED:
        (source / ".observablehq/cache/_npm" / name).mkdir(parents=True, exist_ok=True)
    (folder / "observablehq.config.js").write_text(SETTINGS, encoding="utf-8")
    with duckdb.connect() as db:
        for table in ("countries", "deals"):
            db.execute(f"CREATE TABLE {table} AS FROM read_csv('{data / table}.csv')")
        [(deals, countries, suppliers)] = db.execute(
            "SELECT count(*), count(DISTINCT importer), count(DISTINCT supplier) FROM deals"
        ).fetchall()
        front = FRONT.format(deals=deals, countries=countries, suppliers=suppliers)
        (source / "index.md").write_text(front, encoding="utf-8")
        found = db.execute(
            "SELECT supplier, count(*) AS deals FROM deals GROUP BY supplier"
            " ORDER BY deals DESC, supplier"
        ).fetchall()
        _write_rows(source / "data/by_supplier.json", ("supplier", "deals"), found)
        for country, name, charted in db.execute(
            "SELECT country, name, charted FROM countries ORDER BY country"
        ).fetchall():
            _write_country(db, source, country, name, charted=charted)


def _write_country(
    db: duckdb.DuckDBPyConnection, source: Path, country: str, name: str, *, charted: bool
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
    (source / f"countries/{country}.md").write_text(text, encoding="utf-8")
    if charted:
        years = db.execute(
            "SELECT year, count(*) AS deals FROM deals WHERE importer = ?"
            " GROUP BY year ORDER BY year",
            [country],
        ).fetchall()
        _write_rows(source / f"data/{country}.json", ("year", "deals"), years)


def _write_rows(path: Path, names: tuple[str, str], rows: list[tuple[object, ...]]) -> None:
    records = [dict(zip(names, row, strict=True)) for row in rows]
    path.write_text(json.dumps(records), encoding="utf-8")


if __name__ == "__main__":
    main()
