"""The sentences of a page in two editions in, which are new, gone or reworded out."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from report.revisions.values import CHANGED, GONE, NEW, SentenceChange

_ALIKE = 0.5  # two sentences that share less than this are two sentences, not one reworded


def compare_sentences(was: Sequence[str], now: Sequence[str]) -> tuple[SentenceChange, ...]:
    """Return what changed, in the order of the page."""
    if tuple(was) == tuple(now):
        return ()
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    changes: list[SentenceChange] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            changes += _paired(was[i:j], now[k:m])
    return tuple(_without_moved(changes))


def _paired(was: Sequence[str], now: Sequence[str]) -> Iterator[SentenceChange]:
    """Pair the sentences of one place, each with the most alike of those that follow."""
    start = 0
    for sentence in now:
        ratios = [_ratio(other, sentence) for other in was[start:]]
        best = max(range(len(ratios)), key=lambda n: ratios[n], default=-1)
        if best < 0 or ratios[best] < _ALIKE:
            yield SentenceChange(NEW, "", sentence)
            continue
        for lost in was[start : start + best]:
            yield SentenceChange(GONE, lost, "")
        yield SentenceChange(CHANGED, was[start + best], sentence)
        start += best + 1
    for lost in was[start:]:
        yield SentenceChange(GONE, lost, "")


def _ratio(was: str, now: str) -> float:
    """Return how much two sentences share, by their words: letters would liken any two."""
    return SequenceMatcher(None, was.split(), now.split(), autojunk=False).ratio()


def _without_moved(changes: Sequence[SentenceChange]) -> Iterator[SentenceChange]:
    """Leave out a sentence that only stands in another place: what the page says is the same."""
    lost = [each.was for each in changes if each.state == GONE]
    moved: list[str] = []
    for each in changes:
        if each.state == NEW and each.now in lost:
            lost.remove(each.now)
            moved.append(each.now)
    for each in changes:
        text = each.now or each.was
        if each.state == CHANGED or text not in moved:
            yield each
