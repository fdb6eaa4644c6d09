"""The walls that are broken on purpose stand where they are looked for."""

from dataclasses import replace

import pytest

from tools import mutations


def test_every_wall_is_there_once_and_has_its_test() -> None:
    """Whoever moves a wall is told here, and not when all are broken months later."""
    assert mutations.faults(mutations.ROOT) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"old": "this stands nowhere"}, "stands there 0 times"),
        ({"old": "return"}, "times"),
        ({"path": "report/no_such.py"}, "stands there 0 times"),
        ({"new": mutations.WALLS[0].old}, "breaks nothing"),
        ({"test": "tests/test_hostile.py::test_of_nothing"}, "has no test"),
        ({"test": "tests/test_no_such.py"}, "has no test"),
    ],
)
def test_a_wall_that_cannot_be_broken_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, str],
    said: str,
) -> None:
    """The tool ends before it breaks any, and says which."""
    wall = replace(mutations.WALLS[0], **change)
    monkeypatch.setattr(mutations, "WALLS", (wall,))

    assert mutations.main([]) == 2
    assert said in capsys.readouterr().err


def test_two_walls_of_one_name_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found of the one would hide what was found of the other."""
    monkeypatch.setattr(mutations, "WALLS", (mutations.WALLS[0],) * 2)

    assert any("names two walls" in each for each in mutations.faults(mutations.ROOT))


def test_asking_for_a_wall_that_is_none_is_an_error() -> None:
    """A word that no wall has would otherwise end with success."""
    with pytest.raises(SystemExit, match="no wall is named"):
        mutations.main(["there is no such wall"])
