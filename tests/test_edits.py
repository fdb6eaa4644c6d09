"""A draft that is built on what an earlier build has kept is the one that is built from nothing."""

from pathlib import Path

from tests.edits import EDITS, Edits

SEQUENCES, STEPS = 6, 4  # the trials run 500


def test_what_is_built_on_is_what_is_built_from_nothing(tmp_path: Path) -> None:
    """After each of some sequences of edits every byte is the same; see ``tests/trials``."""
    told: list[str] = []
    for seed in range(SEQUENCES):
        edits = Edits(tmp_path, seed)
        edits.run(STEPS)
        told += edits.told
        assert edits.differences() == [], edits.told

    assert {each.partition(":")[0] for each in told} >= {"sentence", "number", "reversion"}
    assert len(told) == SEQUENCES * STEPS
    assert len({edit.__name__ for edit in EDITS}) == 10
