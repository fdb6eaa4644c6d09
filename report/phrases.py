"""Numbers in other words, for prose: each is checked against its cell, and bound to it.

    {{ counted(fig.total.boats) }}              1,648 boats
    {{ almost(fig.total.boats, 1700) }}         almost 1,700
    {{ more_than(row.share, "half") }}          more than half
    {{ spelled(row.boats) }}                    seven

Words that the value does not bear out are a fault, with what could be said instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from report.bindings import Binder, Cell, Finished, Missing
from report.errors import ReportError
from report.words import Words

_HEDGES = ("almost", "about", "more_than", "less_than", "at_least")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What one page says of its cells."""

    binder: Binder
    words: Words

    def names(self) -> Mapping[str, Callable[..., object]]:
        """Return the phrases by the names that templates call them."""
        words = self.words
        plain: dict[str, Callable[..., str]] = {
            "signed": words.signed,
            "counted": words.counted,
            "compact": words.compact,
            "spelled": words.spelled,
        }
        named = {name: self._of_value(say) for name, say in plain.items()}
        hedges = {name: self._hedge(getattr(words, name)) for name in _HEDGES}
        return {
            **named,
            **hedges,
            "named": self._hedge(words.named),
            "ordinal": self._ordinal,
            "plural": self._plural,
            "dated": words.date,
            "territory": self._territory,
        }

    def _of_value(self, say: Callable[..., str]) -> Callable[..., object]:
        def phrase(cell: object, **options: Any) -> object:  # noqa: ANN401 - as Words takes them
            return self._bound(cell, lambda c: say(c.value, c.column, **options))

        return phrase

    def _hedge(self, say: Callable[..., str]) -> Callable[..., object]:
        def phrase(cell: object, target: object, of: object = None, **options: Any) -> object:  # noqa: ANN401 - as Words takes them
            whole = of.value if isinstance(of, Cell) else of
            bound = target.value if isinstance(target, Cell) else target
            return self._bound(cell, lambda c: say(c.value, bound, c.column, of=whole, **options))

        return phrase

    def _ordinal(self, cell: object, **options: Any) -> object:  # noqa: ANN401 - as Words takes them
        return self._bound(cell, lambda c: self.words.ordinal(c.value, **options))

    def _plural(self, cell: object, one: str, many: str) -> object:
        if isinstance(cell, Cell):
            return self._told(
                lambda: self.words.plural(cell.value, cell.column, one=one, many=many)
            )
        return self._told(lambda: _refuse(cell))

    def _territory(self, code: object) -> object:
        given = code.value if isinstance(code, Cell) else code
        return self._told(lambda: self.words.territory(str(given)))

    def _bound(self, cell: object, say: Callable[[Cell], str]) -> object:
        """Return the mark of a phrase, or nothing once the fault is noted."""
        if isinstance(cell, Missing):
            return cell
        text = self._told(lambda: say(cell) if isinstance(cell, Cell) else _refuse(cell))
        if isinstance(text, Missing) or not isinstance(cell, Cell):
            return text
        cell.note_printed()
        return Finished(self.binder.bind(text, cell.figure, cell.row))

    def _told(self, say: Callable[[], str]) -> str | Missing:
        try:
            return say()
        except ReportError as error:
            self.binder.fault(error.what, error.hint)
            return Missing()


def _refuse(value: object) -> str:
    what = f'"{value}" is no cell of a figure'
    raise ReportError(what, hint="Give it a cell: fig.<name>[<key>].<column>.")
