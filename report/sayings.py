"""Messages in English in, the same in the language of the site out.

A message is the English sentence itself, as gettext has it, with ``%(name)s`` where a value
stands; which value comes first is the translator's to say. What has no translation is said in
English. Translations are plain text: whoever puts one into HTML escapes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - the name that gettext has for it
    """Return a message as it is: it is marked to be translated where it is said."""
    return message


def _english(number: int) -> int:
    """Return which of two forms goes with a number."""
    return int(number != 1)


@dataclass(frozen=True, slots=True)
class Sayings:
    """The words of the theme and of the generator; without any, they are English as written."""

    messages: Mapping[str, str] = field(default_factory=dict, compare=False)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    form: Callable[[int], int] = field(default=_english, compare=False)  # number → its plural

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message with its values."""
        said = self.messages.get(message, message)
        return said % values if values else said

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return of a message the form that goes with a number, which it has as ``%(num)s``."""
        forms = self.plurals.get(one)
        said = forms[self.form(number)] if forms else (one, many)[_english(number)]
        return said % {"num": number, **values}
