"""How well the check for naked numbers reads the invented prose: precision and recall."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from report.prose import naked_in_markdown

HERE = Path(__file__).parent
CORPUS, HELD_OUT = HERE / "corpus.txt", HERE / "heldout.txt"
_MARKED = re.compile("⟦(.*?)⟧")


@dataclass(slots=True)
class Score:
    """What was found, against what is marked; words count as found when they are the same."""

    sentences: int = 0
    clean: int = 0  # sentences with nothing to find
    right: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what is told that is marked."""
        return self.right / (self.right + len(self.false))

    @property
    def recall(self) -> float:
        """The share of what is marked that is told."""
        return self.right / (self.right + len(self.missed))


def sentences(path: Path) -> Iterator[tuple[str, Counter[str]]]:
    """Yield each sentence as an editor would type it, and the words to be found in it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("%%"):
            yield line.replace("⟦", "").replace("⟧", ""), Counter(_MARKED.findall(line))


def score(path: Path) -> Score:
    """Read every sentence of a file and count what is found, rightly and wrongly."""
    scored = Score()
    for sentence, expected in sentences(path):
        found = Counter(naked.text for naked in naked_in_markdown(sentence))
        scored.sentences += 1
        scored.clean += not expected
        scored.right += (found & expected).total()
        scored.false += [f"{words} | {sentence}" for words in (found - expected).elements()]
        scored.missed += [f"{words} | {sentence}" for words in (expected - found).elements()]
    return scored
