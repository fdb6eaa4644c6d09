"""What the tests of the intake share: the committed tables, and where the originals may be."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.intake.made import DATA, open_tables

ORIGINALS = DATA.parent.parent / "shared" / "sources"

# The originals may not be committed, so a checkout can be without them.  Then the tests that
# read them are not collected at all, and the last lines of the run say so.
collect_ignore = [] if ORIGINALS.is_dir() else ["test_rerun.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether the committed tables were compared with the originals."""
    where = "../shared/sources"
    terminalreporter.write_line(
        f"intake: data/ was compared with the originals in {where}"
        if ORIGINALS.is_dir()
        else f"intake: no originals in {where}, so data/ was checked but not restated"
    )


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the originals."""
    return ORIGINALS


@pytest.fixture
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    """The committed tables, typed as their contract says, in a database of one's own."""
    with duckdb.connect() as connection:
        open_tables(connection)
        yield connection
