"""How well naked numbers are told from other prose, and what is found in the real prose.

    python benchmarks/prose.py

Precision and recall on the invented sentences that the rules were tuned on, and on those that
were held out; then every finding in content/, by file and line.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from report.prose import naked_in_markdown
from tests.prose.scoring import CORPUS, HELD_OUT, Score, score

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print the figures, the mistakes, and the findings on the project's own pages."""
    print(f"{'':10} sentences  clean  marked  precision  recall")
    scores = {"tuned on": score(CORPUS), "held out": score(HELD_OUT)}
    for name, scored in scores.items():
        _show(name, scored)
    for name, scored in scores.items():
        for kind, mistakes in (("false alarm", scored.false), ("missed", scored.missed)):
            for mistake in mistakes:
                print(f"{name}, {kind}: {mistake}")
    print()
    start, found = time.perf_counter(), 0
    for path in sorted((ROOT / "content").rglob("*.md")):
        for naked in naked_in_markdown(path.read_text(encoding="utf-8")):
            place = f"{path.relative_to(ROOT).as_posix()}:{naked.line}"
            print(f'{place}: {naked.kind} "{naked.text}"\n    {naked.sentence}')
            found += 1
    print(f"\n{found} findings in content/, in {time.perf_counter() - start:.2f} s")


def _show(name: str, scored: Score) -> None:
    marked = scored.right + len(scored.missed)
    print(
        f"{name:10} {scored.sentences:9}  {scored.clean:5}  {marked:6}"
        f"  {scored.precision:9.3f}  {scored.recall:6.3f}"
    )


if __name__ == "__main__":
    main()
