"""500 sequences of edits at random: what is built on is what is built from nothing."""

import random
from collections import Counter
from pathlib import Path

from tests.edits import Edits

SEQUENCES, MOST = 500, 5
SEED = 20230124


def test_five_hundred_sequences_of_edits(tmp_path: Path) -> None:
    """Edits, deletions, renames and reversions; the cache is one for all, so that it can go stale."""
    chance = random.Random(SEED)
    told: Counter[str] = Counter()
    for number in range(SEQUENCES):
        edits = Edits(tmp_path, chance.randrange(2**32))
        edits.run(chance.randint(1, MOST))
        told.update(each.partition(":")[0] for each in edits.told)
        assert edits.differences() == [], f"sequence {number}: {edits.told}"
        if number % 25 == 24:
            print(f"\n{number + 1} sequences, {told.total()} edits, none differs: {dict(told)}")
