"""What the tests of the intake share: the committed tables, and where the originals may be."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.intake.made import DATA, open_tables


def _find_originals() -> Path | None:
    """Return where the originals are: where REPORT_SOURCES says, or beside the checkout.

    A worktree may stand a folder deeper, so every folder above is asked.
    """
    said = os.environ.get("REPORT_SOURCES")
    places = [Path(said)] if said else [each / "shared" / "sources" for each in DATA.parents[1:]]
    return next((place for place in places if (place / "aigs").is_dir()), None)


ORIGINALS = _find_originals()

# The originals may not be committed, so a checkout can be without them.  Then the tests that
# read them are not collected at all, and the last lines of the run say so.
collect_ignore = [] if ORIGINALS else ["test_rerun.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether the committed tables were compared with the originals."""
    terminalreporter.write_line(
        "intake: data/ was compared with the originals in shared/sources"
        if ORIGINALS
        else "intake: no originals in ../shared/sources, so data/ was checked but not restated"
    )


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the originals."""
    if ORIGINALS is None:
        pytest.skip("no originals in ../shared/sources, and REPORT_SOURCES names no other folder")
    return ORIGINALS


@pytest.fixture
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    """The committed tables, typed as their contract says, in a database of one's own."""
    with duckdb.connect() as connection:
        open_tables(connection)
        yield connection
