"""A size in, the same invented publication out: for our generator, by hand, and for Framework.

    python benchmarks/sites.py FOLDER [--pages 173] [--charts 173] [--rows 1600]

It tells of countries that do not exist and of deals that nobody made: a page of each country, a
chart of each of the first ``charts`` of them, and one front page with a chart. Nothing in it is
a fact. The same size gives the same bytes everywhere.

    FOLDER/ours/        a project of this generator, with the theme of this repository
    FOLDER/by_hand/     the same by ``others/by_hand.py``, in the environment of ``rivals.py``
    FOLDER/framework/   the same by ``others/framework.py``, for Observable Framework

Both others read the data of ``ours/``.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parent.parent

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_STRIDE = 104_729  # a prime: names that follow each other look nothing like each other
_REGIONS = ("East", "North", "South", "West")
_SUPPLIERS = tuple("Alder Birch Cedar Elm Fir Hazel Larch Maple Oak Pine Rowan Willow".split())
FIRST_YEAR, YEARS = 2000, 24
PARTITIONED = "deals"  # the folder of Parquet files, where deals are no CSV

SETTINGS = """\
site_name: Deals that nobody made
site_description: An invented survey of invented countries.
site_url: ""
nav:
  - Front page: index.md
  - Countries: countries/index.md
  - Data: data/index.md
markdown_extensions: [attr_list, footnotes, md_in_html, tables]
extra:
  locale: en
  kinds: [front, countries, country, charts, chart, figures, figure, prose]
"""
FRONT = """\
---
title: Who buys from whom, all invented
kind: front
standfirst: None of these countries exists, and nobody made these deals.
---
{{ number(fig.world.deals, "deals on record") }}

The record has {{ fig.world.countries }} countries.
They bought from {{ fig.world.suppliers }} suppliers.

{{ chart("by_supplier") }}
"""
COUNTRIES = """\
---
title: Countries
kind: countries
---
{{ directory(fig.countries_in_short, "name", "countries/{country}", group="region") }}
"""
COUNTRY = """\
---
rows: countries_in_short
title: {{ row.name }}
kind: country
kicker: {{ row.region }}
---
{{ row.name }} made {{ row.deals }} deals with {{ row.suppliers }} suppliers.
None of them is true.

{% if row.charted %}
{{ chart(row.country ~ "_by_year") }}
{% endif %}

## Suppliers {#suppliers}

{{ table(fig.suppliers_of_countries.where(country=row.country), "supplier", "deals") }}
"""
DATA = """\
---
title: Data
---
{{ sources() }}

{{ codebook() }}
"""
WORLD = """\
-- title: The world in short
-- columns:
--   deals      BIGINT  Deals      [unit: deals|deal, min: 1]
--   countries  BIGINT  Countries  [unit: countries|country, min: 1]
--   suppliers  BIGINT  Suppliers  [unit: suppliers|supplier, min: 1]
-- rows: one
-- sources: survey
SELECT
  count(*) AS deals,
  count(DISTINCT importer) AS countries,
  count(DISTINCT supplier) AS suppliers
FROM deals;
"""
BY_SUPPLIER = """\
-- title: Deals by supplier
-- columns:
--   supplier  VARCHAR  Supplier
--   deals     BIGINT   Deals  [unit: deals|deal, min: 1]
-- key: supplier
-- sources: survey
SELECT supplier, count(*) AS deals
FROM deals
GROUP BY supplier
ORDER BY deals DESC, supplier;
"""
IN_SHORT = """\
-- title: Countries in short
-- columns:
--   country    VARCHAR  Country, in addresses
--   name       VARCHAR  Country
--   region     VARCHAR  Region
--   charted    BOOLEAN  With a chart
--   deals      BIGINT   Deals      [unit: deals|deal, min: 1]
--   suppliers  BIGINT   Suppliers  [unit: suppliers|supplier, min: 1]
-- key: country
-- sources: survey
SELECT
  country,
  name,
  region,
  charted,
  count(*) AS deals,
  count(DISTINCT supplier) AS suppliers
FROM countries
JOIN deals ON deals.importer = country
GROUP BY ALL
ORDER BY country;
"""
SUPPLIERS = """\
-- title: Suppliers of each country
-- columns:
--   country   VARCHAR  Country, in addresses
--   supplier  VARCHAR  Supplier
--   deals     BIGINT   Deals  [unit: deals|deal, min: 1]
-- key: country, supplier
-- sources: survey
SELECT importer AS country, supplier, count(*) AS deals
FROM deals
GROUP BY ALL
ORDER BY country, deals DESC, supplier;
"""
BY_YEAR = """\
-- title: Deals of {name} by year
-- columns:
--   year   SMALLINT  Year
--   deals  BIGINT    Deals  [unit: deals|deal, min: 1]
-- key: year
-- sources: survey
SELECT year, count(*) AS deals
FROM deals
WHERE importer = '{country}'
GROUP BY year
ORDER BY year;
"""
LAW = """\
-- says: No deal is worth nothing.
SELECT deal, amount
FROM deals
WHERE amount <= 0
ORDER BY deal;
"""
LINE = '''\
"""The deals of {name}, year by year."""

from report.model import Figure
from report.style import Shape, time_line


def draw(figure: Figure) -> Shape:
    """Draw the deals over the years."""
    return time_line(figure, x="year", y="deals")
'''
BARS = '''\
"""Who sells to invented countries."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    """Draw a bar a supplier."""
    return ranked_bars(figure, label="supplier", value="deals")
'''


@dataclass(frozen=True, slots=True)
class Size:
    """How large a publication is."""

    pages: int = 173  # one a country
    charts: int = 173  # of the first so many countries; the front page has one more
    rows: int = 1_600  # deals; each country has one at least
    partitioned: bool = False  # deals as a folder of Parquet files, one a year


def main() -> None:
    """Write the project of our generator."""
    parser = argparse.ArgumentParser(description="Write an invented publication.")
    parser.add_argument("folder", type=Path)
    for name in ("pages", "charts", "rows"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Size(), name))
    parser.add_argument("--partitioned", action="store_true", help="deals as Parquet, by year")
    options = parser.parse_args()
    size = Size(options.pages, options.charts, options.rows, options.partitioned)
    print(write(options.folder / "ours", size))


def names(count: int) -> list[str]:
    """Return names of countries that there are not, from A to Z; all different."""
    many = len(_SYLLABLES)
    numbers = (nth * _STRIDE % many**3 for nth in range(count))
    return sorted(
        "".join(_SYLLABLES[number // many**place % many] for place in range(3))
        for number in numbers
    )


def write(folder: Path, size: Size) -> Path:
    """Write a project of this generator into a folder of its own, and return it."""
    if folder.exists():
        sys.exit(f"{folder} is there already: it is not written over")
    for path, text in _files(size):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    shutil.copytree(ROOT / "templates", folder / "templates")
    write_data(folder / "data", size)
    return folder


def _files(size: Size) -> Iterator[tuple[str, str]]:
    yield "mkdocs.yml", SETTINGS
    yield "content/index.md", FRONT
    yield "content/countries/index.md", COUNTRIES
    yield "content/countries/[country].md", COUNTRY
    yield "content/data/index.md", DATA
    yield "queries/world.sql", WORLD
    yield "queries/by_supplier.sql", BY_SUPPLIER
    yield "queries/countries_in_short.sql", IN_SHORT
    yield "queries/suppliers_of_countries.sql", SUPPLIERS
    yield "queries/checks/deals_are_worth_something.sql", LAW
    yield "charts/by_supplier.py", BARS
    for country in names(size.pages)[: size.charts]:
        name = country.capitalize()
        yield f"queries/{country}_by_year.sql", BY_YEAR.format(name=name, country=country)
        yield f"charts/{country}_by_year.py", LINE.format(name=name)


def write_data(folder: Path, size: Size) -> None:
    """Write the tables and their contract; DuckDB makes them, since some are of millions of rows."""
    folder.mkdir(parents=True)
    package = json.dumps(_package(size), indent=2)
    (folder / "datapackage.json").write_text(package + "\n", encoding="utf-8")
    listed = [
        (nth, country, country.capitalize(), _REGIONS[nth % len(_REGIONS)], nth < size.charts)
        for nth, country in enumerate(names(size.pages))
    ]
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE countries (nth BIGINT, country VARCHAR, name VARCHAR,"
            " region VARCHAR, charted BOOLEAN)"
        )
        connection.executemany("INSERT INTO countries VALUES (?, ?, ?, ?, ?)", listed)
        connection.execute(
            f"COPY (SELECT * EXCLUDE (nth) FROM countries ORDER BY nth)"
            f" TO '{folder / 'countries.csv'}' (HEADER)"
        )
        _copy_deals(connection, folder, size)


def _copy_deals(connection: duckdb.DuckDBPyConnection, folder: Path, size: Size) -> None:
    # Chance that is the same in every version: a step of Knuth's, no function of DuckDB.
    suppliers = ", ".join(f"'{name}'" for name in _SUPPLIERS)
    deals = f"""
        SELECT made.nth + 1 AS deal, country AS importer,
               [{suppliers}][1 + least(h % 17, h // 17 % {len(_SUPPLIERS)})] AS supplier,
               ({FIRST_YEAR} + h // 211 % {YEARS})::SMALLINT AS year,
               (1 + h // 5003 % 900)::INTEGER AS amount
        FROM (SELECT range AS nth, range * 2654435761 % 4294967296 AS h
              FROM range({max(size.rows, size.pages)})) AS made
        JOIN countries ON countries.nth = made.nth % {size.pages}
    """
    if size.partitioned:
        options = "FORMAT parquet, PARTITION_BY (year)"
        connection.execute(f"COPY ({deals}) TO '{folder / PARTITIONED}' ({options})")
    else:
        path = folder / f"{PARTITIONED}.csv"
        connection.execute(f"COPY ({deals} ORDER BY deal) TO '{path}' (HEADER)")


def _package(size: Size) -> dict[str, Any]:
    """Return the contract of the data."""
    required: dict[str, Any] = {"required": True}
    code: dict[str, Any] = {"required": True, "pattern": "[a-z]+"}
    countries: list[dict[str, Any]] = [
        {"name": "country", "type": "string", "constraints": code},
        {"name": "name", "type": "string", "constraints": required},
        {"name": "region", "type": "string", "constraints": {"enum": list(_REGIONS)}},
        {"name": "charted", "type": "boolean", "constraints": required},
    ]
    years: dict[str, Any] = {
        "required": True,
        "minimum": FIRST_YEAR,
        "maximum": FIRST_YEAR + YEARS - 1,
    }
    deals: list[dict[str, Any]] = [
        {"name": "deal", "type": "integer", "constraints": {**required, "minimum": 1}},
        {"name": "importer", "type": "string", "constraints": code},
        {"name": "supplier", "type": "string", "constraints": required},
        {"name": "year", "type": "year", "period": True, "constraints": years},
        {
            "name": "amount",
            "type": "integer",
            "duckdb": "INTEGER",
            "constraints": {**required, "minimum": 1},
        },
    ]
    refers = {"fields": "importer", "reference": {"resource": "countries", "fields": "country"}}
    return {
        "name": "invented-deals",
        "title": "Invented deals",
        "description": "INVENTED, for benchmarks: no such country, no such deal.",
        "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0"}],
        "sources": [
            {
                "name": "survey",
                "title": "Survey of deals that nobody made",
                "publisher": "Nobody",
                "date": "2024",
                "licence": "CC0 1.0",
                "redistributable": True,
            }
        ],
        "resources": [
            {
                "name": "countries",
                "path": "countries.csv",
                "title": "Countries",
                "description": "Invented countries.",
                "schema": {"fields": _described(countries), "primaryKey": "country"},
            },
            {
                "name": "deals",
                "path": PARTITIONED if size.partitioned else f"{PARTITIONED}.csv",
                "title": "Deals",
                "description": "Invented deals.",
                "schema": {
                    "fields": _described(deals),
                    "primaryKey": "deal",
                    "foreignKeys": [refers],
                },
            },
        ],
    }


def _described(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**field, "description": f"The {field['name']}, invented."} for field in fields]


if __name__ == "__main__":
    main()
