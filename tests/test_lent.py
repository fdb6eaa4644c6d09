"""Tables that are lent to one build: brought from elsewhere, and held to all that files are held to."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest

import build
from report import lent
from report.errors import ReportError
from report.lent import lend
from report.model import Project
from tests.packages import HARBOURS, loaded, package, write

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"
MORE = "SELECT 'Kettle Bay' AS harbour, 7::BIGINT AS boats, 'not asked for' AS note"

PLAIN = "SELECT 'Bergen' AS harbour, 4::BIGINT AS boats"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one table, of one harbour."""
    files = {
        "data/datapackage.json": package(HARBOURS),
        "data/harbours.csv": "harbour,boats\nLong Ness,3\n",
    }
    return write(tmp_path / "ferries", files)


def database(folder: Path, *statements: str) -> Path:
    """Make a DuckDB database."""
    path = folder / "warehouse.duckdb"
    with duckdb.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def parquet(path: Path, select: str = MORE) -> Path:
    """Make a Parquet file."""
    duckdb.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


@contextmanager
def served(folder: Path, lead_to: str = "") -> Iterator[str]:
    """Serve a folder on this machine, or lead elsewhere; yield its address."""

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if lead_to:
                self.send_response(302)
                self.send_header("Location", lead_to)
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the parent's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def rows(project: Project) -> object:
    """Return the rows that queries see."""
    return loaded(project).query("SELECT * FROM harbours", "q.sql").rows


def refused(project: Project, address: str) -> str:
    """Return why a table cannot be lent from an address; nothing is left of it."""
    with pytest.raises(ReportError) as caught:
        lend(project, {"harbours": address})
    assert not (project.build / "lent" / "harbours.parquet").exists()
    return str(caught.value)


def test_a_table_of_a_database_is_lent(project: Project, tmp_path: Path) -> None:
    """Its columns in the order of the contract, and no others; the project's own file is as it was."""
    path = database(tmp_path, f'CREATE TABLE "of harbours" AS {MORE}')

    assert rows(lend(project, {"harbours": f"{path}#of harbours"})) == (("Kettle Bay", 7),)
    assert rows(project) == (("Long Ness", 3),)


def test_nothing_lent_is_nothing_changed(project: Project) -> None:
    """Who lends nothing builds of data/."""
    assert lend(project, {}) == project


def test_a_view_is_lent_and_reaches_no_file(project: Project, tmp_path: Path) -> None:
    """Whoever made the database may have written what reads this machine's files."""
    secret = tmp_path / "secret.csv"
    secret.write_text("harbour,boats\nsecret,1\n", encoding="utf-8")
    path = database(
        tmp_path,
        f"CREATE VIEW harbours AS {MORE}",
        f"CREATE VIEW reaching AS SELECT * FROM read_csv('{secret}')",
    )

    assert rows(lend(project, {"harbours": str(path)})) == (("Kettle Bay", 7),)
    shutil.rmtree(project.build / "lent")
    said = refused(project, f"{path}#reaching")
    assert "DuckDB cannot read the table" in said
    assert "disabled" in said


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("nowhere.duckdb", 'there is no file "nowhere.duckdb"'),
        ("data/harbours.csv", '"data/harbours.csv" cannot be lent as a table'),
        ("ftp://127.0.0.1/a.parquet", '"ftp" is no way to fetch a table'),
        ("http://example.org/a.parquet", '"http" is no way to fetch a table'),
        ("http://127.0.0.1:9/a.parquet", "the address does not answer"),
    ],
)
def test_what_is_no_table_is_refused(project: Project, name: str, wanted: str) -> None:
    """With the address, and what to do."""
    said = refused(project, name)

    assert wanted in said
    assert name in said


def test_a_database_without_the_table_is_told(project: Project, tmp_path: Path) -> None:
    """And so is one without a column, and a file that is no database."""
    path = database(tmp_path, "CREATE TABLE others (n INTEGER)")
    assert 'It needs a table "harbours" with the columns harbour, boats.' in refused(
        project, str(path)
    )
    assert "boats" in refused(project, f"{path}#others")
    path.write_bytes(b"no database" * 1000)
    assert "DuckDB cannot read the table" in refused(project, str(path))


def test_parquet_is_fetched(project: Project, tmp_path: Path) -> None:
    """From a file, or from an address."""
    path = parquet(tmp_path / "far.parquet", "SELECT 'Kettle Bay' AS harbour, 7::BIGINT AS boats")
    assert rows(lend(project, {"harbours": str(path)})) == (("Kettle Bay", 7),)
    with served(tmp_path) as address:
        got = lend(project, {"harbours": f"{address}/far.parquet"})
    assert rows(got) == (("Kettle Bay", 7),)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda content: b"<html>" + content, "is no Parquet"),
        (lambda content: content[:-1], "came only in part"),
        (lambda _: b"", "is no Parquet"),
    ],
    ids=["a page", "cut off", "nothing"],
)
def test_what_is_fetched_is_looked_at(
    project: Project, tmp_path: Path, change: Callable[[bytes], bytes], wanted: str
) -> None:
    """A page that says "not found", or half a file, is no table."""
    path = parquet(tmp_path / "far.parquet")
    path.write_bytes(change(path.read_bytes()))
    with served(tmp_path) as address:
        assert wanted in refused(project, f"{address}/far.parquet")


def test_an_address_leads_nowhere_less_safe(project: Project, tmp_path: Path) -> None:
    """Neither over plain HTTP to another host nor to a file of this machine."""
    for lead_to in ("http://example.org/far.parquet", f"file://{tmp_path}/far.parquet"):
        with served(tmp_path, lead_to) as address:
            assert "far.parquet" in refused(project, f"{address}/far.parquet")


def test_an_address_may_lead_on_as_safely(project: Project, tmp_path: Path) -> None:
    """A file is often somewhere else than it was; it comes in pieces, and is whole."""
    parquet(tmp_path / "far.parquet", PLAIN)
    with served(tmp_path) as there, served(tmp_path, f"{there}/far.parquet") as address:
        lent_to = lend(project, {"harbours": f"{address}/near.parquet"})

    assert rows(lent_to) == rows(lend(project, {"harbours": str(tmp_path / "far.parquet")}))


def test_a_large_file_comes_in_pieces(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its end is looked at wherever the pieces part."""
    parquet(tmp_path / "far.parquet", PLAIN)
    monkeypatch.setattr(lent, "_BLOCK", 50)
    with served(tmp_path) as address:
        assert rows(lend(project, {"harbours": f"{address}/far.parquet"}))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--table boats", '"boats" says no table and address: boats=warehouse.duckdb'),
        ("--table harbours=a.parquet --table harbours=b.parquet", "a table is lent twice"),
    ],
)
def test_a_table_is_lent_once_and_from_somewhere(
    project: Project, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    """What is typed is looked at first."""
    with suppress(SystemExit):  # as argparse ends
        assert build.main(["--project", str(project.root), "build", *words.split()]) == 2

    assert told in capsys.readouterr().err


def test_it_is_held_to_the_contract(project: Project, tmp_path: Path) -> None:
    """As any file of data/ is, with the name of the one that it was brought to."""
    path = database(tmp_path, "CREATE TABLE harbours AS SELECT NULL AS harbour, 7 AS boats")
    with pytest.raises(ReportError) as caught:
        rows(lend(project, {"harbours": str(path)}))
    assert "harbours.parquet" in str(caught.value)
    assert "harbour" in str(caught.value)


def test_a_table_that_nobody_promised_is_refused(project: Project) -> None:
    """With the one that was likely meant."""
    with pytest.raises(ReportError, match=r'no table "harbour" to be lent(.|\n)*"harbours"'):
        lend(project, {"harbour": "warehouse.duckdb"})


def test_a_draft_is_built_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command; without the option the project's own rows count again."""
    folder = tmp_path / "ferries"
    shutil.copytree(FERRIES, folder)
    months = folder / "data" / "months.csv"
    path = database(
        tmp_path,
        f"CREATE TABLE m AS SELECT * REPLACE (passengers + (month = '2021-08' AND line = 'Tern')::INT"
        f" * 100 AS passengers) FROM read_csv('{months}', all_varchar = false,"
        f" types = {{'month': 'VARCHAR', 'passengers': 'INTEGER', 'planned': 'INTEGER',"
        " 'cancelled': 'INTEGER'})",
    )
    words = ["--project", str(folder)]

    assert build.main([*words, "build", "--table", f"months={path}#m"]) in {0, 2}
    front = folder / "site" / "draft" / "index.html"
    assert "55,355" in front.read_text(encoding="utf-8")
    assert build.main([*words, "build"]) == 0
    assert "55,255" in front.read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        build.main([*words, "publish", "2021-09", "--table", f"months={path}#m"])
    assert "unrecognized arguments" in capsys.readouterr().err
