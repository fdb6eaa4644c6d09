"""What hangs on a file is what changes in the output when the file changes, and nothing is missed.

The publication is ``tests/sites/harbour_ferries``. Each of its files is changed, one at a time, and
what was gathered and written is compared with what was written before, page by page.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

import build
from report import drawing, graph, judging, manuscript, pipeline
from report.editions import ExitCode
from report.errors import ReportError
from report.gathering import Gathered, gather
from report.graph import Node, Traced, counterfactual, names, told
from report.graph.inputs import typed
from report.graph.statements import tables_of
from report.judging import Aim
from report.manuscript import Manuscript
from report.model import Page, Project
from report.voice import SILENT

SITES = Path(__file__).parent / "sites"
FERRIES = SITES / "harbour_ferries"
# What computing reads: of other files the results are as they were.
COMPUTED = ("data/", "queries/", "charts/", "mkdocs.yml")
# Pages that show a chart and print none of its words.
UNDRAWN = {"findings/landings.md", "index.md"}

Change = Callable[[str], str]


def _replace(*pairs: tuple[str, str]) -> Change:
    def change(text: str) -> str:
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return text

    return change


def _sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    def change(text: str) -> str:
        changed = re.sub(pattern, new, text, flags=re.MULTILINE)
        assert changed != text
        return changed

    return change


def _word(text: str) -> str:
    """Add a word that is seen before the last tag of a template."""
    at = text.rindex("</")
    return f"{text[:at]} seen{text[at:]}"


def _busier(match: re.Match[str]) -> str:
    line, passengers, planned, cancelled = match.groups()
    return f"{line},{int(passengers) * 2},{planned},{int(cancelled) + 1}"


# Every file that anything is made of → a change after which nothing of it is as it was.
CHANGES: Mapping[str, Change] = {
    "data/months.csv": _sub(r"^(\w+,2021-\d\d),(\d+),(\d+),(\d+)$", _busier),
    "data/harbours.csv": _replace(
        ("Kettle Bay", "Pot Bay"), ("Long Ness", "Far Ness"), ("Old Town", "Town"), ("Ola", "Olaf")
    ),
    "data/lines.csv": _replace(("OT,LG", "SK,OT"), ("OT,KB", "LG,SK"), ("Tern,KB,SK", "Tern,KB,LG")),
    "data/datapackage.json": _replace(("Passengers of the summer", "All who crossed")),
    "queries/season.sql": _replace(
        ("in short", "at a glance"),
        ("sum(passengers)", "2 * sum(passengers)"),
        ("count(DISTINCT line)", "1 + count(DISTINCT line)"),
        ("100 * sum", "99 * sum"),
    ),
    "queries/harbour_traffic.sql": _replace(
        ("by harbour", "by pier"), ("sum(months.passengers)", "2 * sum(months.passengers)"),
        ("harbours.name,", "harbours.name || '!' AS name,"), ("harbours.pier_built\n", "harbours.pier_built + 1 AS pier_built\n"),
    ),
    "queries/passengers_by_line.sql": _replace(
        ("by line", "by ferry"), ("sum(passengers)", "2 * sum(passengers)")
    ),
    "queries/claims/otter_leads.sql": _replace(
        ("than all other lines", "than all of the others"), ("sum(passengers)", "2 * sum(passengers)")
    ),
    "queries/claims/tern_is_quiet.sql": _replace(
        ("Fewer people", "Less people"), ("sum(passengers)", "2 * sum(passengers)")
    ),
    "queries/checks/no_more_is_cancelled_than_planned.sql": _replace(("No line", "No ferry")),
    "charts/harbour_traffic.py": _replace(("Who passes", "Who goes by")),
    "charts/passengers_by_line.py": _replace(("The short line", "The small line")),
    "content/index.md": _replace(
        ("The harbour carried", "The port carried"), ("are its ferries", "are the ferries"),
        ('"passengers from', '"people from'), ("The {{", "All {{"), ("Most people", "Many people"),
        ("Where they", "Where all"),
    ),
    "content/findings/landings.md": _replace(
        ("Everybody lands", "All land"), ("people passed", "persons passed"), ("- {{", "- at {{"),
        ("The Tern has", "Terns have"),
    ),
    "content/harbours/[slug].md": _replace(("title: {{", "title: At {{"), ("people passed", "went by")),
    "content/data.md": _replace(("Where the numbers", "Whence the numbers")),
    "mkdocs.yml": _replace(("Ferries of", "Boats of")),
    **{
        f"templates/partials/{path.name}": _word
        for path in sorted((FERRIES / "templates/partials").glob("*.html"))
    },
    "templates/embed.html": _word,
    "templates/embed_retired.html": _word,
}  # fmt: skip
# What is looked at where the website is made: MkDocs, and what stands beside editions.
BEYOND = {"templates/main.html", *(f"templates/root/{n}.html" for n in ("404", "base", "corrections", "editions", "index"))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """The publication as far as it is made without drawing."""

    got: Gathered
    manuscript: Manuscript

    @property
    def pages(self) -> dict[str, object]:
        """What each page says, by its path."""
        return {page.path: _said(page) for page in self.manuscript.pages}

    @property
    def files(self) -> dict[str, bytes]:
        """The files that are made without drawing, by their addresses."""
        return {file.site_path: file.content for file in self.manuscript.files}

    @property
    def sentences(self) -> dict[str, str]:
        """What each line of prose that is bound says on its page."""
        said: dict[str, str] = {}
        for page, use in self.manuscript.written.uses:
            key = f"{use.where} {page.path}"
            said[key] = f"{said.get(key, '')}{use.sentence}"
        return said


def _said(page: Page) -> object:
    # A citation holds the hash of all figures, which is a file's affair; its partial is the page's.
    cite = re.sub(r"[0-9a-f]{64}", "", page.inserts.get("cite", ""))
    return page.markdown, {**page.inserts, "cite": cite}


def _make(project: Project, got: Gathered | None = None) -> Made:
    got = got or gather(project, SILENT)
    charts = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
    aim: Aim = judging.draft(project)
    written = manuscript.write(project, got, charts, aim)
    return Made(got, written)


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The publication, in a folder of its own."""
    root = tmp_path_factory.mktemp("graph") / "ferries"
    shutil.copytree(FERRIES, root)
    return Project(root)


@pytest.fixture(scope="module")
def was(ferries: Project) -> Made:
    """The publication as it stands."""
    return _make(ferries)


@pytest.fixture(scope="module")
def traced(ferries: Project, was: Made) -> Traced:
    """What of it is made of what."""
    return graph.trace(ferries, was.got, was.manuscript)


def _changed(project: Project, root: Path, path: str, change: Change) -> Project:
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns(".build", "site"))
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(change(text), encoding="utf-8", newline="\n")
    return Project(root)


def _other(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def _of(affected: Mapping[Node, bool], kind: str, *, sure: bool = False) -> set[str]:
    return {
        node.name for node, is_sure in affected.items() if node.kind == kind and is_sure >= sure
    }


def test_every_file_of_the_project_is_known_and_tried(traced: Traced) -> None:
    """No file that anything is made of is left out of the graph or of these tests."""
    kinds = ("*.md", "*.csv", "*.json", "*.sql", "*.py", "*.yml", "*.html")
    there = {p.relative_to(FERRIES).as_posix() for kind in kinds for p in FERRIES.rglob(kind)}
    there -= {"README.md"}

    assert {*CHANGES, *BEYOND} == there
    assert there - {node.name for node in traced.graph.inputs} == set()


@pytest.mark.parametrize("path", CHANGES)
def test_what_changes_is_what_hangs_on_the_file(
    ferries: Project, was: Made, traced: Traced, tmp_path: Path, path: str
) -> None:
    """All that became another is listed, and what is sure to become another did."""
    changed = _changed(ferries, tmp_path / "ferries", path, CHANGES[path])
    computed = None if path.startswith(COMPUTED) else was.got
    now = _make(changed, computed)
    other = _other(was.pages, now.pages)

    affected = traced.graph.affected([typed(path)])
    # Known after everything is computed anew: what of it came out as it was.
    cut = traced.graph.affected([typed(path)], counterfactual.unmoved(traced, now.got))

    assert _missed(was, now, affected) == set()
    assert _missed(was, now, cut) == set()
    # Drawings are not made here: pages that show nothing else of a chart are as they were.
    drawn = UNDRAWN if path.startswith("charts/") else set()
    assert _of(cut, "page", sure=True) - other - drawn == set()


def _missed(was: Made, now: Made, reached: Mapping[Node, bool]) -> set[str]:
    """Return what became another and is not among what was reached."""
    figures = _of(reached, "figure") | _of(reached, "words")
    files = _of(reached, "file") | {f"{path}index.html" for path in _of(reached, "embed")}
    return {
        *(_other(was.pages, now.pages) - _of(reached, "page")),
        *(_other(was.sentences, now.sentences) - _of(reached, "sentence")),
        *(_other(was.got.figures, now.got.figures) - figures),
        *(_other(was.got.claims, now.got.claims) - _of(reached, "claim")),
        *(_other(was.files, now.files) - files),
    }


def test_what_only_perhaps_changes_is_little(
    ferries: Project, was: Made, traced: Traced, tmp_path: Path
) -> None:
    """Where numbers moved, pages that take a size or a hash alone are all that is listed in vain."""
    path = "data/months.csv"
    now = _make(_changed(ferries, tmp_path / "ferries", path, CHANGES[path]))
    cut = traced.graph.affected([typed(path)], counterfactual.unmoved(traced, now.got))

    assert _of(cut, "page") - _other(was.pages, now.pages) == {"charts/index.md", "cite.md"}
    assert _of(cut, "page") != {page.path for page in was.manuscript.pages}


@pytest.mark.parametrize(
    ("table", "where", "gone"),
    [
        ("months", "line = 'Otter' AND month = '2021-07'", r"^Otter,2021-07.*\n"),
        ("months", "line = 'Tern' AND passengers < 1000", r"^Tern,2021-06.*\n"),
        ("months", "cancelled = 0", r"^.*,0\n"),
    ],
)
def test_rows_move_what_is_another_without_them(  # the rows are taken out of the file, too
    ferries: Project, was: Made, traced: Traced, tmp_path: Path, table: str, where: str, gone: str
) -> None:
    """What is listed for some rows of a table is what changes when the table lacks them."""
    path = f"data/{table}.csv"
    now = _make(_changed(ferries, tmp_path / "ferries", path, _sub(gone, "")))

    without = pipeline.without(ferries, traced, table, where=where, key=None)
    affected = traced.graph.affected([without.table], without.unmoved)

    moved = {n for n, each in was.got.figures.items() if each.rows != now.got.figures[n].rows}
    assert _of(affected, "figure") == moved
    assert _missed(was, now, affected) == set()
    assert _of(affected, "page", sure=True) - _other(was.pages, now.pages) == set()


def test_rows_that_a_figure_reads_and_does_not_depend_on_do_not_move_it(
    ferries: Project, traced: Traced
) -> None:
    """A harbour where no ferry of the figure lands is joined, and changes nothing."""
    without = pipeline.without(ferries, traced, "lines", where="line = 'Heron'", key=None)
    affected = traced.graph.affected([without.table], without.unmoved)

    assert _of(affected, "figure") == {"harbour_traffic"}
    assert "harbours/kettle-bay.md" not in _of(affected, "page")
    assert "harbours/long-ness.md" in _of(affected, "page")


def test_a_row_is_named_by_its_key(ferries: Project, traced: Traced) -> None:
    """The values of the primary key, with commas between."""
    one = pipeline.without(ferries, traced, "months", where=None, key="Otter, 2021-07")

    assert (one.table.name, one.rows) == ("months", 1)


@pytest.mark.parametrize(
    ("where", "key", "what"),
    [
        ("line = 'Gull'", None, "no row of \"months\" is so: line = 'Gull'"),
        ("lime = 'Otter'", None, 'no column "lime"'),
        (None, "Otter", 'the key of "months" is line, month, and "Otter" is not'),
        ("true; DROP TABLE months", None, "syntax error"),
    ],
)
def test_rows_that_there_are_not_are_told(
    ferries: Project, traced: Traced, where: str | None, key: str | None, what: str
) -> None:
    """A condition that nothing fulfils, or that DuckDB cannot read, is a fault with a next step."""
    with pytest.raises(ReportError, match=re.escape(what)):
        pipeline.without(ferries, traced, "months", where=where, key=key)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("data/months.csv", [("input", "data/months.csv")]),
        ("months", [("table", "months")]),
        ("harbour_traffic", [("figure", "harbour_traffic"), ("chart", "harbour_traffic")]),
        ("otter_leads", [("claim", "otter_leads")]),
        ("harbour_office", [("source", "harbour_office")]),
        ("findings/landings/", [("page", "findings/landings.md")]),
        ("/findings/landings", [("page", "findings/landings.md")]),
        ("site/draft/findings/landings/index.html", [("page", "findings/landings.md")]),
        ("/", [("page", "index.md")]),
        ("site/draft/index.html", [("page", "index.md")]),
        ("charts/harbour_traffic/embed/index.html", [("embed", "charts/harbour_traffic/embed/")]),
        ("charts/harbour_traffic/embed/", [("embed", "charts/harbour_traffic/embed/")]),
        ("charts/harbour_traffic.svg", [("file", "charts/harbour_traffic.svg")]),
    ],
)
def test_a_thing_is_found_by_what_it_is_called(
    ferries: Project, traced: Traced, word: str, found: list[tuple[str, str]]
) -> None:
    """A path, a stem, an address or a file of the site."""
    nodes = names.find(traced.graph, ferries, word)

    assert [(node.kind, node.name) for node in nodes] == found


def test_an_unknown_name_is_told_with_the_likely_one(ferries: Project, traced: Traced) -> None:
    """Of everything that can be asked for."""
    with pytest.raises(ReportError, match=r'Did you mean "data/months\.csv"'):
        names.find(traced.graph, ferries, "data/month.csv")


def test_the_way_back_leads_from_the_page_to_the_source(ferries: Project, traced: Traced) -> None:
    """Page, sentence, figure, table, data file, source, each once."""
    (page,) = names.find(traced.graph, ferries, "/")
    lines = told.why(traced.graph, told.tree(traced.graph, page)).splitlines()

    assert lines[:7] == [
        "page /: The harbour carried 55,255 people this summer",
        "  content/index.md:2: The harbour carried 55,255 people this summer",
        "    figure season: The summer in short",
        "      table months: Passengers by month",
        "        data/months.csv",
        "        source harbour_office: Passengers of the summer (perhaps)",
        "      queries/season.sql",
    ]
    assert sum("data/months.csv" in line for line in lines) == 1
    assert lines[-1] == "(perhaps): only a part of it is taken, or it is asked and not printed"


def test_templates_are_counted_and_named_if_wanted(ferries: Project, traced: Traced) -> None:
    """A dozen of them stands behind every page, and says nothing of its numbers."""
    (page,) = names.find(traced.graph, ferries, "/")
    tree = told.tree(traced.graph, page)
    few, whole = (told.why(traced.graph, tree, all_files=all_files) for all_files in (False, True))

    assert "templates/" not in few
    assert re.search(r"^and \d+ templates of the theme; --verbose names them$", few, re.MULTILINE)
    assert "\n  templates/main.html" in whole
    assert "of the theme" not in whole


def test_causes_and_effects_are_each_other_s(traced: Traced) -> None:
    """What a page is made of has the page among what hangs on it."""
    page = next(n for n in traced.graph.nodes if (n.kind, n.name) == ("page", "index.md"))

    causes = traced.graph.causes(page)

    assert typed("data/months.csv") in causes
    assert typed("data/harbours.csv") not in causes
    assert all(page in traced.graph.affected([cause]) for cause in causes)


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("WITH a AS (SELECT * FROM a) SELECT * FROM a JOIN B USING (x)", ["a", "b"]),
        ("WITH a AS (FROM t) SELECT * FROM a WHERE y IN (SELECT y FROM main.u)", ["t", "u"]),
        ("WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT * FROM r) SELECT * FROM r, s", ["s"]),
        ("SELECT 'FROM t' AS text FROM range(3) -- FROM t", []),
    ],
)
def test_the_tables_of_a_query_are_those_that_duckdb_reads(sql: str, tables: list[str]) -> None:
    """Names of WITH, texts and comments are none."""
    with duckdb.connect() as con:
        assert tables_of(con, sql) == tables


@pytest.mark.parametrize(
    "path",
    ["data/months.csv", "queries/season.sql", "charts/harbour_traffic.py", "templates/main.html"],
)
def test_no_file_of_the_draft_changes_that_was_not_listed(
    ferries: Project, traced: Traced, tmp_path: Path, path: str
) -> None:
    """The same for the whole site, drawn and printed: every byte that is another was foreseen."""
    change = {
        "charts/harbour_traffic.py": _replace(("height=160", "height=200")),
        "templates/main.html": _word,
    }
    if not (ferries.site / "draft").is_dir():
        pipeline.draft(ferries, SILENT)
    root = tmp_path / "ferries"
    shutil.copytree(ferries.root, root, ignore=shutil.ignore_patterns("site"))
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text((change.get(path) or CHANGES[path])(text), encoding="utf-8")
    pipeline.draft(Project(root), SILENT)

    other = _other(_draft(ferries.root), _draft(root))
    affected = traced.graph.affected([typed(path)])

    assert other - _of(affected, "file") == set()


def _draft(root: Path) -> dict[str, object]:
    draft = root / "site/draft"
    return {
        p.relative_to(draft).as_posix(): p.read_bytes() for p in draft.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize(
    ("words", "has"),
    [
        (["impact", "data/months.csv"], '"sentences"'),
        (["impact", "months", "--where", "line = 'Tern'"], '"rows": 3'),
        (["why", "season"], '"made_of"'),
    ],
)
def test_the_commands_end_with_a_report(
    ferries: Project, capsys: pytest.CaptureFixture[str], words: list[str], has: str
) -> None:
    """With --json it is one document, and what was found stands in its result."""
    assert build.main(["--project", str(ferries.root), *words, "--json"]) == ExitCode.DONE
    assert has in capsys.readouterr().out


def test_the_command_lists_sentences_with_their_lines(
    ferries: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words: where a sentence stands, and what it says there."""
    assert (
        build.main(["--project", str(ferries.root), "impact", "data/months.csv"]) == ExitCode.DONE
    )

    out = capsys.readouterr().out
    assert "content/index.md:9: Most people took the Otter: 33,505." in out
    assert "(and on 3 more pages)" in out
    assert "embed: charts/harbour_traffic/embed/" in out
