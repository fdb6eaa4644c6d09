"""``templates/words/<language>.po`` in, what the theme and the generator say in that language out.

The files are gettext's, as every tool for translators reads them. Nothing is compiled: a file is
read in some milliseconds. ``en.po`` may put English otherwise; a theme needs none.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from report.errors import ReportError, raise_all
from report.model import Project
from report.sayings import Sayings, plural

FOLDER = "templates/words"
_UNSAFE = frozenset("<>&")


def read(project: Project, locale: str) -> Sayings:
    """Return the words of a language; raise what is wrong with its file, all together."""
    try:
        language = Locale.parse(locale).language
    except (UnknownLocaleError, ValueError):
        hint = "It looks like en, de or zh_Hans."
        raise ReportError(f'no locale "{locale}" is known', "mkdocs.yml", hint) from None
    path = next(_files(project, locale), None)
    if path is None:
        if language == "en":
            return Sayings()
        what = f'the theme has no words for the locale "{locale}"'
        hint = "Copy en.po to it and translate; CONTRIBUTING.md tells how."
        raise ReportError(what, f"{FOLDER}/{language}.po", hint)
    shown = project.shown(path)
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, LookupError, ValueError) as error:
        raise ReportError(f"this is no file of messages: {error}", shown) from None
    try:
        plural(catalog.plural_expr)
    except ValueError as error:
        hint = 'It looks like "Plural-Forms: nplurals=2; plural=(n != 1);\\n".'
        raise ReportError(f"its rule of plurals cannot be read: {error}", shown, hint) from None
    told = [message for message in catalog if message.id and _is_translated(message)]
    raise_all(
        ReportError(what, f"{shown}:{message.lineno or 1}")
        for message in told
        for what in _faults(message, catalog)
    )
    return Sayings(
        {each.id: str(each.string) for each in told if isinstance(each.id, str)},
        {_texts(each.id)[0]: _texts(each.string) for each in told if not isinstance(each.id, str)},
        catalog.plural_expr,
    )


def _files(project: Project, locale: str) -> Iterator[Path]:
    """Yield the files that hold the words of a locale, the closest first: de_AT.po, de.po."""
    parts = locale.split("_")
    for end in range(len(parts), 0, -1):
        path = project.root / FOLDER / f"{'_'.join(parts[:end])}.po"
        if path.is_file():
            yield path


def _is_translated(message: Message) -> bool:
    return all(_texts(message.string)) and not message.fuzzy


def _faults(message: Message, catalog: Catalog) -> Iterator[str]:
    """Say what of a translation would break a page: marks of HTML, other values, lacking forms."""
    ids, strings = _texts(message.id), _texts(message.string)
    if len(ids) > 1 and len(strings) != catalog.num_plurals:
        yield f'"{ids[0]}" has {len(strings)} forms, and the language {catalog.num_plurals}'
    try:
        wanted = [_values(each) for each in ids]
    except ValueError:
        yield f'"{ids[-1]}" is no message of the theme: its "%" begins no value'
        return
    for string in strings:
        if found := _UNSAFE & {*string}:
            yield f'a message is plain text, and "{string}" has "{min(found)}"'
        try:
            named = _values(string)
        except ValueError:
            yield f'"{string}" has a "%" that begins no value; write "%%"'
            continue
        # The singular may leave out its number: "one row".
        if named not in wanted and named | {"num"} not in wanted:
            yield f'"{string}" has not the values of "{ids[-1]}"'


def _texts(given: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a text, or its forms, each by itself."""
    return (given,) if isinstance(given, str) else tuple(given or ("",))


def _values(text: str) -> set[str]:
    """Return the names of the values in a message; raise ValueError where it is malformed."""
    asked = _Asked()
    try:
        _ = text % asked
    except (TypeError, KeyError) as error:
        raise ValueError(str(error)) from None
    return asked.names


class _Asked(dict[str, str]):
    """Gives a text for every name, and notes it."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __missing__(self, name: str) -> str:
        self.names.add(name)
        return ""
