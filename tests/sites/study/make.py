"""What a study printed of its deals in, INVENTED deals that add up to it out.

    python tests/sites/study/make.py

The study's own rows are not public, and nobody may make them up as evidence. These rows are for
tests alone: they show that the queries which serve the site would compute the study's totals
from rows in our schema. Who trades with whom is drawn up by two fillings of a table of countries:
first the partners, where a pair of countries trades or does not; then the deals beyond the first
of each pair. Nothing is random, so the same printed numbers give the same bytes.
"""

import csv
import io
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent / "data"

Pair = tuple[str, str]  # exporter, importer
Rows = list[dict[str, str]]

DEALS, EXPORTERS, IMPORTERS = 1636, 36, 136
FACE = {"CHN": 201, "USA": 128, "DEU": 148 - 124}  # Germany's: its deals but the smart cities
FACE_SHARE = 3, 5  # of the deals of every other exporter
LARGEST_PAIR = 10  # the twentieth pair that is printed: no other may be larger
LARGEST_BUYER = 22  # the twentieth importer
MOST_PARTNERS = 6, 9  # the twentieth exporter and the twentieth importer, by partners
DEALS_OF_A_FIRM = 9  # gives the United States 23 firms, as printed


def make(root: Path) -> dict[str, str]:
    """Return the files of the made data set, by name, for the data of a project."""
    trade = fill_trade(read_margins(root))
    deals = list(invent_deals(trade, read_years(root)))
    return {
        "datapackage.json": _package(json.loads(_text(root / "data/datapackage.json"))),
        "companies.csv": _csv(list(_companies(deals))),
        "deals.csv": _csv(deals),
        "deal_links.csv": _csv([_link(deal) for deal in deals]),
    }


@dataclass(frozen=True, slots=True)
class Margins:
    """What the trade must add up to, for every exporter and every importer."""

    exports: Mapping[str, int]  # deals of an exporter
    imports: Mapping[str, int]  # deals of an importer
    sold_to: Mapping[str, int]  # partners of an exporter
    bought_of: Mapping[str, int]  # partners of an importer
    pairs: Mapping[Pair, int]  # deals of the pairs that are printed


def read_margins(root: Path) -> Margins:
    """Return what the study prints in its Figures A.3 and A.4, and the rest shared out evenly."""
    printed = _rows(root / "data/printed.csv")
    codes = sorted({row["country"] for row in _rows(root / "data/regimes.csv")})
    exports, sold_to = (_by("exporter", printed, f"Fig {at} top") for at in ("A.3", "A.4"))
    imports = _by("importer", printed, "Fig A.3 middle")
    bought_of = _by("importer", printed, "Fig A.4 bottom")
    # The countries that no figure names are the first by their code: no choice of ours.
    sellers = _first(codes, EXPORTERS, named={*exports, *sold_to})
    buyers = _first(codes, IMPORTERS, named={*imports, *bought_of})

    few, many = MOST_PARTNERS
    busy = dict.fromkeys(imports, many)  # large importers buy of as many as they may
    # Two deals for every printed partner, so that there is room; the rest share alike.
    guesses = {buyer: min(LARGEST_BUYER, 2 * count) for buyer, count in bought_of.items()}
    exports |= _share(DEALS - sum(exports.values()), sellers, exports, sold_to)
    imports |= _share(DEALS - sum(imports.values()), buyers, imports, guesses)
    sold_to |= {name: min(few, exports[name]) for name in sellers if name not in sold_to}
    links = sum(sold_to.values()) - sum(bought_of.values())
    bought_of |= _share(links, buyers, bought_of, busy)
    pairs = {
        (row["exporter"], row["importer"]): _whole(row) for row in _of(printed, "Fig A.3 bottom")
    }
    return Margins(exports, imports, sold_to, bought_of, pairs)


def read_years(root: Path) -> list[int | None]:
    """Return a year for every deal, as far as Figure A.2 counts them."""
    series = [
        (int(row["year"]), _whole(row))
        for row in _of(_rows(root / "data/printed.csv"), "Fig A.2")
        if row["measure"] == "face_recognition_deals"
    ]
    years: list[int | None] = [year for year, count in sorted(series) for _ in range(count)]
    return years + [None] * (DEALS - len(years))


def fill_trade(margins: Margins) -> dict[Pair, int]:
    """Return how many deals each pair of countries has."""
    open_pairs = {
        (seller, buyer): 1
        for seller in margins.exports
        for buyer in margins.imports
        if seller != buyer and (seller, buyer) not in margins.pairs
    }
    partners = fill(
        _less(margins.sold_to, dict.fromkeys(margins.pairs, 1), side=0),
        _less(margins.bought_of, dict.fromkeys(margins.pairs, 1), side=1),
        open_pairs,
    )
    known = dict(margins.pairs) | {pair: 1 for pair, one in partners.items() if one}
    beyond = fill(
        _less(margins.exports, known, side=0),
        _less(margins.imports, known, side=1),
        {pair: LARGEST_PAIR - 1 for pair, one in partners.items() if one},
    )
    return {pair: count + beyond.get(pair, 0) for pair, count in known.items()}


def fill(
    rows: Mapping[str, int], columns: Mapping[str, int], most: Mapping[Pair, int]
) -> dict[Pair, int]:
    """Return cells, each at most ``most``, that add up to the rows and to the columns.

    A maximum flow: one unit at a time goes from its row to a column with room, if need be by
    way of units that other rows give back.
    """
    if sum(rows.values()) != sum(columns.values()):
        raise ValueError("rows and columns have different totals")
    cells = dict.fromkeys(most, 0)
    left = dict(columns)
    for row, units in rows.items():
        for _ in range(units):
            path = _path(row, cells, most, left)
            for nth, cell in enumerate(path):
                cells[cell] += 1 if nth % 2 == 0 else -1
            left[path[-1][1]] -= 1
    return cells


def _path(
    row: str, cells: Mapping[Pair, int], most: Mapping[Pair, int], left: Mapping[str, int]
) -> list[Pair]:
    """Return the shortest way to a column with room: cells to raise and lower in turn."""
    by_row, by_column = _lines(most)
    paths: dict[str, list[Pair]] = {}  # to each column that was reached
    waiting = deque([(row, list[Pair]())])
    seen = {row}
    while waiting:
        at, path = waiting.popleft()
        # The fullest need first: what is left is then spread, and no column is starved.
        for column in sorted(by_row[at], key=lambda name: (-left[name], name)):
            if column in paths or cells[at, column] == most[at, column]:
                continue
            paths[column] = [*path, (at, column)]
            if left[column]:
                return paths[column]
            for other in by_column[column]:
                if other not in seen and cells[other, column]:
                    seen.add(other)
                    waiting.append((other, [*paths[column], (other, column)]))
    raise ValueError(f"the totals of {row} cannot be met")


def _lines(cells: Mapping[Pair, int]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    by_row: dict[str, list[str]] = {}
    by_column: dict[str, list[str]] = {}
    for row, column in cells:
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)
    return by_row, by_column


def invent_deals(
    trade: Mapping[Pair, int], years: Sequence[int | None]
) -> Iterator[dict[str, str]]:
    """Yield one row for every deal: its countries are filled in, all else is dealt out in turn."""
    pairs = [pair for pair, count in sorted(trade.items()) for _ in range(count)]
    totals = {seller: sum(pair[0] == seller for pair in pairs) for seller, _ in pairs}
    nth = dict.fromkeys(totals, 0)
    for number, (seller, buyer) in enumerate(pairs, 1):
        place, total = nth[seller], totals[seller]
        nth[seller] += 1
        face = FACE.get(seller, total * FACE_SHARE[0] // FACE_SHARE[1])
        firm = place % max(1, total // DEALS_OF_A_FIRM) + 1
        # 7 shares no factor with 1,636: each deal takes another year, and exporters mix.
        year = years[number * 7 % len(years)]
        yield {
            "deal_id": f"invented-{number:04}",
            "part": "1",
            "exporter": seller,
            "importer": buyer,
            "scope": "export",
            "company": f"invented-{seller.lower()}-{firm}",
            "technology": "face_recognition" if _is_dealt(place, face, total) else "smart_city",
            "first_year": "",
            "year_disclosed": str(year or ""),
            "period_as_printed": "",
            "disclosed_as_printed": f"{year} (INVENTED)" if year else "",
            "confidence": "standard",
            "source": "invented",
        }


def _is_dealt(place: int, wanted: int, total: int) -> bool:
    """Tell whether the place is one of ``wanted`` that are spread evenly over ``total``."""
    return (place + 1) * wanted // total > place * wanted // total


def _companies(deals: Rows) -> Iterator[dict[str, str]]:
    homes = {deal["company"]: deal["exporter"] for deal in deals}
    for number, (company, home) in enumerate(sorted(homes.items()), 1):
        yield {
            "company": company,
            "name": f"Invented Company {number}",
            "home": home,
            "home_basis": "inventory",
            "source": "invented",
        }


def _link(deal: Mapping[str, str]) -> dict[str, str]:
    return {
        "deal_id": deal["deal_id"],
        "number": "1",
        "url": f"https://example.org/invented/{deal['deal_id']}",
        "source": "invented",
    }


def _package(contract: dict[str, Any]) -> str:
    """Return the contract of these tables: the publication's own, but for where rows come from."""
    wanted = ("countries", "companies", "deals", "deal_links")
    tables = {table["name"]: table for table in contract["resources"]}
    for name in wanted[1:]:
        tables[name]["description"] = f"INVENTED rows. {tables[name]['description']}"
        for field in tables[name]["schema"]["fields"]:
            if field["name"] == "source":
                field["constraints"]["enum"] = ["invented"]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "invented-study",
        "title": "INVENTED deals in the shape of a study",
        "description": "INVENTED for tests: rows that add up to the totals that a study prints. "
        "No row is a fact, and none may be published as one. "
        "Made by tests/sites/study/make.py from the contract of data/.",
        "licenses": contract["licenses"],
        "sources": [
            *(source for source in contract["sources"] if source["name"] == "iso3166"),
            _nowhere("invented", "INVENTED rows"),
            # The queries cite it; here it has given nothing.
            _nowhere("spyware_2023", "INVENTED rows, in the place of the source that queries cite"),
        ],
        "resources": [tables[name] for name in wanted],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _nowhere(name: str, title: str) -> dict[str, object]:
    return {
        "name": name,
        "title": title,
        "publisher": "Nobody",
        "date": "2023",
        "licence": "None: not to be published",
        "redistributable": False,
    }


def _of(printed: Rows, place: str) -> Rows:
    return [
        row for row in printed if row["source"] == "nber_w31676" and row["place"].startswith(place)
    ]


def _by(side: str, printed: Rows, place: str) -> dict[str, int]:
    return {row[side]: _whole(row) for row in _of(printed, place)}


def _whole(row: Mapping[str, str]) -> int:
    return int(row["value"])


def _first(codes: Sequence[str], count: int, *, named: set[str]) -> list[str]:
    """Return the countries that are named, and the first others, until there are enough."""
    others = [code for code in codes if code not in named]
    return sorted([*named, *others[: count - len(named)]])


def _share(
    total: int, names: Sequence[str], done: Mapping[str, int], fixed: Mapping[str, int]
) -> dict[str, int]:
    """Share a total out over the names that are not done: some get what is fixed, others alike."""
    rest = [name for name in names if name not in done]
    free = [name for name in rest if name not in fixed]
    given = {name: fixed[name] for name in rest if name in fixed}
    each, over = divmod(total - sum(given.values()), len(free))
    return given | {name: each + (nth < over) for nth, name in enumerate(free)}


def _less(totals: Mapping[str, int], pairs: Mapping[Pair, int], *, side: int) -> dict[str, int]:
    """Return what is left of the totals of one side when the pairs are taken off."""
    left = dict(totals)
    for pair, count in pairs.items():
        left[pair[side]] -= count
    return left


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(_text(path))))


def _csv(rows: Rows) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for file, content in make(ROOT).items():
        (HERE / file).write_text(content, encoding="utf-8", newline="\n")
