"""A locale's name in, CLDR's data and our own words for it out."""

from functools import cache

from babel import Locale, UnknownLocaleError

from report.errors import ReportError
from report.words import de, en, fr, zh
from report.words.language import Language

_LANGUAGES = {
    "de": de.LANGUAGE,
    "en": en.LANGUAGE,
    "fr": fr.LANGUAGE,
    "zh": zh.LANGUAGE,
}
_SCRIPTS = {"zh": {None, "Hans"}}  # a language written otherwise is another one here


@cache
def cldr(name: str) -> Locale:
    """Return CLDR's data for a locale; raise ReportError where there is none."""
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        what, hint = f'"{name}" is not a locale that CLDR knows', "It looks like en, de or zh_Hans."
        raise ReportError(what, hint=hint) from None


@cache
def find_language(name: str) -> Language | None:
    """Return our own words for a locale, if there are any."""
    locale = cldr(name)
    known = locale.script in _SCRIPTS.get(locale.language, {locale.script})
    return _LANGUAGES.get(locale.language) if known else None


def language(name: str) -> Language:
    """Return our own words for a locale; raise ReportError where there are none."""
    found = find_language(name)
    if found is None:
        known = ", ".join(sorted(_LANGUAGES))
        hint = f"There are words for {known}; others are a table like report/words/en.py."
        raise ReportError(f'no words for the locale "{name}"', hint=hint)
    return found
