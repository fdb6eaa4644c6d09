"""Readers of files are given what nobody would write: each reads it or tells a fault, and never fails.

    TRIAL_SECONDS=600 python -m pytest -n0 -s tests/trials/test_readers.py

Sound files are cut, doubled and strewn with what means something to some reader. What was found
stands as a plain test in ``tests/test_strange_files.py``.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from report.errors import ReportError
from tests.strange_files import PIECES, READERS, SOUND

SECONDS = float(os.environ.get("TRIAL_SECONDS", "60"))  # for each reader
ROUND = 200  # files made from one seed


@st.composite
def strange(draw: st.DrawFn, sound: str) -> str:
    """Make a file that was sound once."""
    text = sound
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.sampled_from([0, 0, 0, 1, 2, 8, 40])))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=4))
        times = draw(st.sampled_from([1, 1, 1, 2, 50, 2_000]))
        doubled = text[at:to] if draw(st.booleans()) else ""
        text = f"{text[:at]}{piece * times}{doubled}{text[to:]}"[:60_000]
    return text


@pytest.mark.parametrize("name", READERS)
def test_no_file_is_a_bug(
    tmp_path: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    """Whatever stands in the file, its reader ends, with a fault or without, within ten seconds."""
    read, tried, end = READERS[name], count(), time.monotonic() + SECONDS

    def law(text: str) -> None:
        next(tried)
        begin = time.monotonic()
        with suppress(ReportError):
            read(tmp_path, text)
        assert time.monotonic() - begin < 10

    for number in count():
        if time.monotonic() > end:
            break
        _round(law, SOUND[name], number)
    files = next(tried)
    record_property("tries", files)
    print(f"{name}: {files:,} files in {SECONDS:.0f} s")


def _round(law: Callable[[str], None], sound: str, number: int) -> None:
    quiet = settings(max_examples=ROUND, deadline=None, database=None, derandomize=False)
    check = [HealthCheck.too_slow, HealthCheck.data_too_large]
    seed(number)(settings(quiet, suppress_health_check=check)(given(strange(sound))(law)))()
