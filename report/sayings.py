"""Messages in English in, the same in the language of the site out.

A message is the English sentence itself, as gettext has it, with ``%(name)s`` where a value
stands; which value comes first is the translator's to say. What has no translation is said in
English. Translations are plain text: whoever puts one into HTML escapes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name that gettext has for it
    """Return a message as it is: it is marked to be translated where it is said."""
    return message


ENGLISH = "n != 1"


@cache
def plural(rule: str) -> Callable[[int], int]:
    """Return what says which form goes with a number; ValueError for what is no rule of gettext."""
    return c2py(rule)


@dataclass(frozen=True, slots=True)
class Sayings:
    """The words of the theme and of the generator; without any, they are English as written."""

    DIGESTED_ONCE: ClassVar[bool] = True  # by the store: see report/store.py

    messages: Mapping[str, str] = field(default_factory=dict, compare=False)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    rule: str = field(default=ENGLISH, compare=False)  # of plurals, as gettext writes it

    def form(self, number: int) -> int:
        """Return which of the forms of a plural goes with a number."""
        return plural(self.rule)(number)

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message with its values."""
        said = self.messages.get(message, message)
        return said % values if values else said

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return of a message the form that goes with a number, which it has as ``%(num)s``."""
        forms = self.plurals.get(one)
        said = forms[self.form(number)] if forms else (one, many)[plural(ENGLISH)(number)]
        return said % {"num": number, **values}
