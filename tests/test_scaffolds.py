"""What is begun with ``build.py new`` works at once, and takes nobody's place."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import build
from report import checking, figures, scaffolds
from report.editions import ExitCode
from report.errors import ReportError
from report.model import Project
from report.refusals import UNWRITTEN, Judgement, Refusal
from report.scaffolds.text import is_sayable
from report.voice import SILENT
from tests import warm
from tests.packages import loaded, package, table, write
from tests.test_floors import SUBJECT

ROOT = Path(__file__).resolve().parents[1]
FERRIES = ROOT / "tests/sites/harbour_ferries"
FRONT = "content/index.md"
# Where an empty publication waits for words of its own.
PLACES = {
    "mkdocs.yml": 2,
    "data/datapackage.json": 1,
    "content/index.md": 2,
    "content/data.md": 1,
}


@pytest.fixture
def ferries(tmp_path: Path) -> Project:
    """A publication with three tables, in a folder of its own."""
    return Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """An empty publication, with what is installed here, and its draft built by its own build.py."""
    root = scaffolds.project(tmp_path_factory.mktemp("new") / "the coast", "Ferries & the coast")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    project = Project(warm.fonts_of(root))
    code, told = _said(project, "build")
    assert code == 0
    assert _unwritten(told) == PLACES
    return project


def new(project: Project, *words: str) -> int:
    """Run ``build.py new`` on a project, as the shell does."""
    return build.main(["--project", str(project.root), "new", *words])


def checked(project: Project) -> Judgement:
    """Return what an edition of a project would be refused for; faults are raised."""
    return checking.check(project, SILENT)


def others(judgement: Judgement) -> list[Refusal]:
    """Return what an edition would be refused for, beside texts that are still to be written."""
    return [refusal for refusal in judgement.refused if refusal.rule != UNWRITTEN]


def _unwritten(told: str) -> dict[str, int]:
    """Return how many texts of each file are told to be still to be written."""
    places = re.findall(r'^([\w./-]+):\d+: "TODO: .*" is still to be written$', told, re.MULTILINE)
    return dict(Counter(places))


def _written(project: Project) -> None:
    """Take for written what an editor is asked to write."""
    folders = (project.content, project.queries, project.charts, project.data)
    typed = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    for path in (*typed, project.root / "mkdocs.yml"):
        path.write_text(path.read_text("utf-8").replace("TODO: ", ""), encoding="utf-8")


def _text(project: Project, path: str) -> str:
    return (project.root / path).read_text(encoding="utf-8")


def _files(project: Project) -> dict[str, bytes]:
    """Return the sources of a project."""
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in project.root.rglob("*")
        if path.is_file() and ".build" not in path.parts
    }


def _said(project: Project, *words: str) -> tuple[int, str]:
    """Run a command with the build.py of the project itself; return its code and its faults."""
    command = [sys.executable, "build.py", *words]
    ended = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stderr


@pytest.mark.xdist_group("new")
def test_what_is_begun_is_in_the_draft_at_once(coast: Project, tmp_path: Path) -> None:
    """A figure, its chart, a claim, a page, a law and a source: each with one command."""
    root = Path(shutil.copytree(coast.root, tmp_path / "coast", symlinks=True))
    project = Project(root)
    for words in (
        "figure harbours_by_size --table boats",
        "chart harbours_by_size",
        "claim boats_are_counted",
        "page findings/tides",
        "law every_harbour_has_a_name",
        "source harbour_log",
    ):
        assert _said(project, "new", *words.split()) == (0, "")
    code, told = _said(project, "check")
    assert code == ExitCode.FAULTS
    assert _unwritten(told) == {
        **PLACES,
        "content/index.md": 3,
        "content/findings/tides.md": 3,
        "charts/harbours_by_size.py": 1,
        "queries/harbours_by_size.sql": 1,
        "queries/claims/boats_are_counted.sql": 2,
        "queries/checks/every_harbour_has_a_name.sql": 1,
        "data/datapackage.json": 5,
    }
    _written(project)
    assert _said(project, "check") == (0, "")
    assert _said(project) == (0, "")
    draft = root / "site/draft"
    for address in ("figures/harbours_by_size", "charts/harbours_by_size", "findings/tides"):
        assert (draft / address / "index.html").is_file()
    front = (draft / "index.html").read_text(encoding="utf-8")

    assert 'id="chart-harbours_by_size"' in front
    assert 'href="findings/tides/"' in front
    assert "The table boats is not empty" in front
    assert "What the source is called" in (draft / "data/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("wanted", ["harbours", "lines", "months"])
def test_a_figure_takes_what_the_contract_has(ferries: Project, wanted: str) -> None:
    """Of any table: its real columns, in their types, from its sources."""
    scaffolds.figure(ferries, "as_begun", table=wanted)
    text = _text(ferries, "queries/as_begun.sql")

    assert others(checked(ferries)) == []
    assert f"FROM {wanted}" in text
    assert "-- sources: harbour_office\n" in text


def test_a_thing_with_a_row_of_its_own_shows_its_number(tmp_path: Path) -> None:
    """Where things have one row each, counting rows would tell nothing."""
    fields = [{"name": "harbour"}, {"name": "order", "type": "integer", "duckdb": "INTEGER"}]
    made = _piers(tmp_path, fields, "harbour,order\nnorth,3\nsouth,7\n")
    text = _text(made, "queries/piers_told.sql")

    assert "--   order    INTEGER  Order  [unit: order]\n" in text
    assert 'SELECT harbour, "order"\nFROM piers\nORDER BY "order" DESC, harbour;\n' in text


def test_what_is_not_passed_on_is_not_shown(tmp_path: Path) -> None:
    """A column that is withheld stands in no figure, not even in one that is begun."""
    required = {"constraints": {"required": True}}
    owner: dict[str, object] = {"name": "owner", "redistributable": False, **required}
    open_ones: list[dict[str, object]] = [
        {"name": "harbour"},
        {"name": "length", "type": "integer"},
    ]
    made = _piers(
        tmp_path, [owner, *open_ones], "owner,harbour,length\nMiru,north,3\nOla,south,7\n"
    )

    assert "owner" not in _text(made, "queries/piers_told.sql")


def test_a_table_with_too_many_names_is_counted(tmp_path: Path) -> None:
    """A first table of a thousand rows would tell nothing: it is one row."""
    rows = "".join(f"h{n}\n" for n in range(200))
    made = _piers(tmp_path, [{"name": "harbour"}], f"harbour\n{rows}")
    text = _text(made, "queries/piers_told.sql")

    assert "-- rows: one\n" in text
    assert text.endswith("SELECT count(*) AS entries\nFROM piers;\n")


def _piers(folder: Path, fields: Sequence[Mapping[str, object]], rows: str) -> Project:
    """Begin a figure in a project of one table."""
    described = package(table("piers", fields, primaryKey="harbour"))
    files = {"data/datapackage.json": described, "data/piers.csv": rows}
    project = write(folder, {FRONT: "---\ntitle: T\n---\n", **files})
    scaffolds.figure(project, "piers_told")
    with loaded(project) as data:
        assert figures.compute(data, project)["piers_told"].rows
    return project


def test_the_first_words_are_no_numbers_and_no_ranks(ferries: Project) -> None:
    """A name may count or rank; a title that did so would be refused."""
    scaffolds.figure(ferries, "top_ten_harbours")
    scaffolds.chart(ferries, "top_ten_harbours")
    scaffolds.page(ferries, "the-largest-harbour")

    assert others(checked(ferries)) == []
    assert is_sayable("Harbours by size")
    assert not is_sayable("Top ten harbours")


@pytest.mark.parametrize(
    ("columns", "query", "shape"),
    [
        (
            "harbour VARCHAR Harbour",
            "VALUES ('n', 1), ('s', 2)",
            'ranked_bars(figure, label="harbour"',
        ),
        ("year SMALLINT Year", "VALUES (1804::SMALLINT, 1), (1932::SMALLINT, 2)", "time_line("),
    ],
)
def test_a_chart_has_a_shape_that_suits_its_figure(
    ferries: Project, columns: str, query: str, shape: str
) -> None:
    """Names become bars, years a line."""
    name = columns.split(maxsplit=1)[0]
    text = (
        f"-- title: Boats\n-- columns:\n--   {columns}\n--   boats INTEGER Boats [unit: boats]\n"
        f"-- key: {name}\n-- sources: harbour_office\n"
        f"SELECT * FROM ({query}) AS given({name}, boats) ORDER BY {name};\n"
    )
    (ferries.queries / "boats.sql").write_text(text, encoding="utf-8")
    scaffolds.chart(ferries, "boats")

    assert shape in _text(ferries, "charts/boats.py")
    assert others(checked(ferries)) == []


def test_where_rows_come_from_is_asked_if_nobody_says(ferries: Project) -> None:
    """With two sources a table without a column for them is of either; a wrong one is told."""
    scaffolds.source(ferries, "harbour_log")
    with pytest.raises(
        ReportError, match='where the table "months" comes from is not told'
    ) as told:
        scaffolds.figure(ferries, "as_begun", table="months")
    with pytest.raises(ReportError, match='no source "harbour_lok"'):
        scaffolds.claim(ferries, "it_is", table="months", source="harbour_lok")
    scaffolds.law(ferries, "it_holds", table="months")
    scaffolds.figure(ferries, "as_begun", table="months", source="harbour_log")

    assert 'There is "harbour_office", "harbour_log".' in told.value.hint
    assert re.fullmatch(r"data/datapackage\.json:\d+", told.value.where)
    assert "-- sources: harbour_log\n" in _text(ferries, "queries/as_begun.sql")


def test_a_claim_and_a_law_say_which_table_they_took(ferries: Project) -> None:
    """And how to have another one, where none was named."""
    first = scaffolds.claim(ferries, "it_is").then
    named = scaffolds.law(ferries, "it_holds", table="months").then

    assert re.match(r"It asks the table \w+; --table NAME takes another\.", first)
    assert named.startswith("It asks the table months. ")


def test_a_figure_of_one_row_has_no_simple_chart(ferries: Project) -> None:
    """The editor is told what a chart wants."""
    with pytest.raises(ReportError, match='the columns of "season" suit no simple chart'):
        scaffolds.chart(ferries, "season")
    with pytest.raises(ReportError, match='no figure named "seson"') as told:
        scaffolds.chart(ferries, "seson")

    assert told.value.hint.startswith('Did you mean "season"?')
    assert not (ferries.charts / "season.py").exists()


def test_the_line_stands_where_it_is_wanted(
    ferries: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the front page unless told, on a page that is named, or in the terminal alone."""
    page, line = "content/findings/landings.md", "{{ table(fig.a_figure) }}"
    assert new(ferries, "figure", "a_figure", "--into", page) == ExitCode.DONE
    before = _text(ferries, FRONT)
    assert new(ferries, "claim", "a_claim", "--into", "-") == ExitCode.DONE
    told = capsys.readouterr().out

    assert _text(ferries, page).endswith(f"\n\n{line}\n")
    assert f"shown    {page}:{_text(ferries, page).count(chr(10))}: {line}\n" in told
    assert "use it   {% claim a_claim %}TODO: The table" in told
    assert _text(ferries, FRONT) == before


@pytest.mark.parametrize("into", ["content/none.md", "README.md", "../outside.md", "content"])
def test_a_line_goes_into_a_page(ferries: Project, into: str) -> None:
    """And into no other file; what was asked for is then not written either."""
    (ferries.root.parent / "outside.md").write_text("x", encoding="utf-8")
    before = _files(ferries)

    assert new(ferries, "figure", "boats", "--into", into) == ExitCode.FAULTS
    assert _files(ferries) == before


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("figure season", 'there is a figure "season"'),
        ("figure otter_leads", 'there is a claim "otter_leads"'),
        ("figure seas0n", 'easily taken for the figure "season"'),
        ("figure By-Year", "cannot be the name of a figure"),
        ("figure by-year", 'For instance "by_year"'),
        ("figure latest", '"latest" is an address of the site\'s own'),
        ("figure boats --table bots", 'no table "bots"'),
        ("claim otter_leads", 'there is a claim "otter_leads"'),
        ("claim season", 'there is a figure "season"'),
        ("claim waivers", '"waivers" is an anchor'),
        ("chart harbour_traffic", 'there is a chart "harbour_traffic"'),
        ("law no_more_is_cancelled_than_planned", "there is a law"),
        ("page findings/landings", 'there is a page at "findings/landings/"'),
        ("page content/data.md", 'there is a page at "data/"'),
        ("page findings/landings/index", 'there is a page at "findings/landings/"'),
        ("page charts/boats", "an address of the generator's own"),
        ("page ../outside", "cannot be the name of a page"),
        ("page Tides", "cannot be the name of a page"),
        ("page tides --title Two", '"Two" cannot be the title'),
        ("source harbour_office", 'there is a source "harbour_office"'),
        ("source Log", '"Log" cannot be the name of a source'),
    ],
)
def test_a_name_that_cannot_be_had_is_refused(
    ferries: Project, capsys: pytest.CaptureFixture[str], words: str, what: str
) -> None:
    """In use, easily taken for another, or no name at all: nothing is written."""
    before = _files(ferries)

    assert new(ferries, *words.split()) == ExitCode.FAULTS
    said = capsys.readouterr().err
    assert what in said
    assert said.endswith("fault; the project is as it was\n")
    assert _files(ferries) == before


@pytest.mark.parametrize(
    ("make", "name", "address"),
    [
        (scaffolds.figure, "tides", "figures/tides/"),
        (scaffolds.claim, "tides", "claims/#tides"),
        (scaffolds.page, "findings/tides", "findings/tides/"),
    ],
)
def test_a_name_that_was_published_is_for_ever(
    ferries: Project, make: Callable[[Project, str], object], name: str, address: str
) -> None:
    """It was something else's, whether or not ``moved.yml`` says what became of it."""
    ferries.editions.mkdir()
    ledger = f"2021-10\t{address}\n"
    (ferries.editions / "urls.txt").write_text(ledger, encoding="utf-8")
    with pytest.raises(ReportError, match=f'"{re.escape(address)}" was published in 2021-10'):
        make(ferries, name)
    old = address.removesuffix("/") if address.startswith("figures/") else address
    entry = f"- from: {old}\n  to: retired\n  why: No tides are measured any more.\n"
    (ferries.root / "moved.yml").write_text(entry, encoding="utf-8")

    with pytest.raises(ReportError, match=r"moved\.yml:1 says what became of it"):
        make(ferries, name)


def test_a_page_is_led_to(ferries: Project) -> None:
    """From the index of its folder where there is one; else from the header, in its order."""
    settings = _text(ferries, "mkdocs.yml")
    scaffolds.page(ferries, "tides", title="When: the tides")
    (ferries.content / "findings/index.md").write_text("---\ntitle: F\n---\n", encoding="utf-8")
    scaffolds.page(ferries, "content/findings/fog.md")
    entry = '  - "When: the tides": tides.md\n'

    assert _text(ferries, "mkdocs.yml") == settings.replace(
        "  - Data: data.md\n", f"  - Data: data.md\n{entry}"
    )
    assert _text(ferries, "content/findings/index.md").endswith("\n\n[Fog](fog.md)\n")
    assert others(checked(ferries)) == []


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        (
            "nav:\n- A: index.md\n# note\nextra:\n",
            "nav:\n- A: index.md\n- Tides: tides.md\n# note\n",
        ),
        ("nav:\n  - A: index.md", "nav:\n  - A: index.md\n  - Tides: tides.md\n"),
        ("nav: [index.md]\n", "the header has no list of pages"),
    ],
)
def test_the_list_of_the_header_keeps_its_style(ferries: Project, nav: str, expected: str) -> None:
    """Notes and blanks stay where they are; a list on one line is left to the editor."""
    (ferries.root / "mkdocs.yml").write_text(f"site_name: F\n{nav}", encoding="utf-8")
    try:
        scaffolds.page(ferries, "tides")
        said = _text(ferries, "mkdocs.yml")
    except ReportError as error:
        said = error.what

    assert expected in said


def test_a_source_is_declared_after_the_others(ferries: Project) -> None:
    """The rest of the contract stays as it was, to the letter."""
    before = _text(ferries, "data/datapackage.json")
    scaffolds.source(ferries, "harbour_log")
    after = _text(ferries, "data/datapackage.json")
    names = [each["name"] for each in json.loads(after)["sources"]]
    new_lines = [line for line in after.splitlines() if line not in before.splitlines()]

    assert names == ["harbour_office", "harbour_log"]
    assert len(after.splitlines()) - len(before.splitlines()) == 9
    assert len(new_lines) <= 8
    assert others(checked(ferries)) == []


@pytest.mark.xdist_group("new")
def test_a_new_publication_is_a_checkout_of_its_own(coast: Project) -> None:
    """It passes its own check, has its own draft, and its own test says the same."""
    tested = subprocess.run(
        [sys.executable, "-m", "unittest", "discover", "--start-directory", "tests"],
        cwd=coast.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert tested.returncode == 0, tested.stderr
    assert _unwritten(tested.stderr) == PLACES
    assert "Ferries &amp; the coast" in _text(coast, "site/draft/index.html")
    assert (coast.root / ".ci/run").stat().st_mode & 0o111


@pytest.mark.xdist_group("new")
def test_a_new_publication_can_be_published_and_restored(coast: Project, tmp_path: Path) -> None:
    """An edition of it is sealed, and built again from its own sources to the same bytes."""
    root = Path(shutil.copytree(coast.root, tmp_path / "coast", symlinks=True))
    project = Project(root)
    shutil.rmtree(root / "site")
    code, told = _said(project, "publish", "2025-01", "--title", "The first")
    assert (code, _unwritten(told)) == (ExitCode.FAULTS, PLACES)
    assert not (root / "site/2025-01").exists()
    _written(project)

    assert _said(project, "publish", "2025-01", "--title", "The first") == (0, "")
    shutil.rmtree(root / "site/2025-01")
    assert _said(project, "restore") == (0, "")
    assert _said(project, "verify") == (0, "")


@pytest.mark.xdist_group("new")
def test_a_new_publication_knows_nothing_of_ours(coast: Project) -> None:
    """Beside the generator, which knows no subject: no word, no data, no edition."""
    of_generator = ("report/", "docs/", "requirements", "package", "tools/", "build.py", "LICENSE")
    texts = {
        path: content.decode()
        for path, content in _files(coast).items()
        if not path.startswith((*of_generator, "site/", "node_modules/", "templates/assets/"))
        and "__pycache__" not in path
    }
    subject = {path: SUBJECT.findall(text) for path, text in texts.items()}

    assert {path: words for path, words in subject.items() if words} == {}
    assert not (coast.root / "editions").exists()
    assert "INVENTED" in texts["data/datapackage.json"]
    assert {path for path in texts if path.startswith("data/")} == {
        "data/boats.csv",
        "data/datapackage.json",
    }


def test_a_new_publication_takes_no_place(tmp_path: Path) -> None:
    """A folder with something in it is left alone; an empty one is taken, and nothing is beside."""
    full, empty = tmp_path / "full", tmp_path / "empty"
    full.mkdir()
    empty.mkdir()
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(ReportError, match="this is no folder"):
        scaffolds.project(file, "T")
    file.unlink()
    (full / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ReportError, match="the folder is not empty"):
        scaffolds.project(full, "T")
    with pytest.raises(ReportError, match='"Ten ferries" cannot be the name'):
        scaffolds.project(empty, "Ten ferries")
    with pytest.raises(ReportError, match="there is no such folder"):
        scaffolds.project(tmp_path / "none/new", "T")
    scaffolds.project(empty, "")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "full"]
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    assert 'site_name: "empty"\n' in (empty / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.xdist_group("new")
def test_the_guide_of_a_new_publication_leads_somewhere(coast: Project) -> None:
    """Every link from one of its files to another names a file that it has."""
    guide = [coast.root / "README.md", *(coast.root / "docs").rglob("*.md")]
    links = [
        (page.parent / target.partition("#")[0]).resolve()
        for page in guide
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", target)
    ]

    assert len(links) > 50
    assert [str(path) for path in links if not path.is_file()] == []


def test_a_bare_publication_waits_for_its_first_table(tmp_path: Path) -> None:
    """It has no example: its one fault says how to bring data, and with it nothing is wrong."""
    project = Project(scaffolds.project(tmp_path / "bare", "Piers & the sea", bare=True))
    with pytest.raises(ReportError) as told:
        checked(project)
    hints = [each.hint for each in told.value.errors]
    file = tmp_path / "piers.csv"
    file.write_text("pier,boats\nA,3\nB,4\n", encoding="utf-8")
    scaffolds.table(project, "piers", file=str(file))
    scaffolds.figure(project, "boats_by_pier")
    own = [path for path in _files(project) if path.startswith(("queries/", "charts/", "data/"))]

    assert hints == ["Bring one from a file: python build.py new table NAME --from FILE"]
    assert sorted(own) == ["data/datapackage.json", "data/piers.csv", "queries/boats_by_pier.sql"]
    assert others(checked(project)) == []
    assert "<<" not in _text(project, "README.md")


@pytest.mark.xdist_group("new")
def test_a_new_publication_can_make_another(coast: Project, tmp_path: Path) -> None:
    """What is copied is whole: the second one has the files of the first."""
    assert _said(coast, "new", "project", str(tmp_path / "other"), "--title", "A coast") == (0, "")
    made = {path for path in _files(Project(tmp_path / "other")) if "__pycache__" not in path}
    there = {
        path
        for path in _files(coast)
        if not path.startswith(("site/", "node_modules/")) and "__pycache__" not in path
    }

    assert made == there


def test_help_tells_what_can_be_begun(capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind has a line, and its own help."""
    with pytest.raises(SystemExit):
        build.main(["new", "--help"])
    told = capsys.readouterr().out
    with pytest.raises(SystemExit):
        build.main(["new", "chart", "--help"])

    assert all(
        kind in told
        for kind in ("figure", "chart", "claim", "page", "law", "source", "table", "project")
    )
    assert "charts/NAME.py" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "content", "words", "what"),
    [
        ("mkdocs.yml", None, "page tides", "mkdocs.yml: there is no such file"),
        ("data/datapackage.json", None, "source tides", "the data has no contract"),
        ("data/datapackage.json", b"\xff", "source tides", "this is not UTF-8 text"),
        ("data/datapackage.json", b"[]", "source tides", "a contract is one JSON object"),
        ("data/datapackage.json", b"{}", "source tides", 'the package has no list "sources"'),
        ("queries/tides.sql", b"x", "figure tides", 'there is a figure "tides"'),
    ],
)
def test_what_is_to_be_added_to_must_be_there(
    ferries: Project,
    capsys: pytest.CaptureFixture[str],
    path: str,
    content: bytes | None,
    words: str,
    what: str,
) -> None:
    """A file that is missing, or is another thing, is told; nothing is written over."""
    if content is None:
        (ferries.root / path).unlink()
    else:
        (ferries.root / path).write_bytes(content)
    before = _files(ferries)

    assert new(ferries, *words.split()) == ExitCode.FAULTS
    assert what in capsys.readouterr().err
    assert _files(ferries) == before


def test_a_publication_that_cannot_begin_is_told_as_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command, which names the folder that stays as it was."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x", encoding="utf-8")

    assert build.main(["new", "project", str(tmp_path / "full")]) == ExitCode.FAULTS
    assert "the folder is not empty" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
