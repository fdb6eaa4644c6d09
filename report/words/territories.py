"""The code of a territory in, its name in the language of the site out, as CLDR has it.

Codes are those of ISO 3166, of two letters or of three; CLDR itself knows which mean the same.
"""

import re

from babel import Locale
from babel.core import get_global

from report.errors import ReportError, did_you_mean

# Codes that ISO 3166 leaves to users begin with X: what two letters mean, three do that end with
# an X. CLDR has those of two.
_OWN = re.compile(r"(X[A-Z])X")


def name(code: str, locale: str) -> str:
    """Return the name of a territory; raise ReportError where CLDR knows no such code."""
    # Regions of the world have numbers: they are no territory with a code.
    known = Locale.parse(locale).territories.items()
    names = {str(each): str(text) for each, text in known if str(each).isalpha()}
    own, alias = _OWN.fullmatch(code), get_global("territory_aliases").get(code)
    key = own[1] if own else alias[0] if alias and len(code) == 3 else code
    if key not in names:
        raise ReportError(f'no territory has the code "{code}"', hint=did_you_mean(code, names))
    return names[key]
