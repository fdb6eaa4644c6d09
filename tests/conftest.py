"""What all tests share: examples that are the same in every run, however slow the machine."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import warm

settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fonts are made once in a session; see ``warm``."""
    with warm.made_once(warm.shared(tmp_path_factory) / "fonts of the session"):
        yield
