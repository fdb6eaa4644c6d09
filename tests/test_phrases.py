"""Prose can say a number in other words where the number bears them out."""

from decimal import Decimal
from pathlib import Path

import pytest

from report.errors import ReportError
from report.macros import Material
from report.model import Column, Figure
from tests.boats import body, material

SHARE = Figure(
    name="share",
    title="Share of the north",
    columns=(
        Column("share", "DECIMAL(4,1)", "Share", unit="%", decimals=0),
        Column("boats", "BIGINT", "Boats", unit="boats", one="boat"),
        Column("wrecks", "BIGINT", "Wrecks", unit="wrecks", one="wreck"),
        Column("change", "DECIMAL(4,1)", "Change", unit="percentage points", decimals=1),
        Column("day", "VARCHAR", "Day of the count"),
    ),
    key=(),
    rows=((Decimal("53.4"), 1648, 1, Decimal("-2.5"), "2023-09-01"),),
    sources=(),
    sql="",
    path="queries/share.sql",
)


@pytest.fixture(scope="module")
def made_of() -> Material:
    """The boats, and a figure with one row."""
    return material(share=SHARE)


def said(folder: Path, expression: str, made_of: Material) -> str:
    """Return what an expression says, its links without their markup."""
    text = body(folder, f"{{{{ {expression} }}}}\n", made_of).strip()
    opened = '<a class="n" href="~/figures/share/#row-1">'
    assert text.startswith(opened), text
    return text.removeprefix(opened).removesuffix("</a>")


def fault(folder: Path, expression: str, made_of: Material) -> str:
    """Return the fault of an expression as an editor reads it."""
    with pytest.raises(ReportError) as caught:
        body(folder, f"{{{{ {expression} }}}}\n", made_of)
    return str(caught.value)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("counted(fig.share.boats)", "1,648 boats"),
        ("counted(fig.share.wrecks)", "1 wreck"),
        ("spelled(fig.share.wrecks)", "one"),
        ("spelled(fig.share.wrecks, start=true)", "One"),
        ("signed(fig.share.change)", "−2.5"),
        ("almost(fig.share.boats, 1700)", "almost 1,700"),
        ("about(fig.share.boats, 1650)", "about 1,650"),
        ("more_than(fig.share.boats, 1600, start=true)", "More than 1,600"),
        ("less_than(fig.share.boats, 1700)", "fewer than 1,700"),
        ("at_least(fig.share.boats, 1648)", "at least 1,648"),
        ('more_than(fig.share.share, "half")', "more than half"),
        ("ordinal(fig.share.wrecks)", "first"),
    ],
)
def test_a_phrase_is_checked_and_bound(
    tmp_path: Path, made_of: Material, expression: str, expected: str
) -> None:
    """Words that the value bears out are printed, and lead to the row that holds it."""
    assert said(tmp_path, expression, made_of) == expected


def test_a_date_is_a_name(tmp_path: Path, made_of: Material) -> None:
    """A date is written in full, and leads nowhere."""
    assert body(tmp_path, '{{ dated("2023-09-01") }}\n', made_of) == "September 1&#44; 2023\n"


def test_the_noun_follows_the_number(tmp_path: Path, made_of: Material) -> None:
    """A word goes with a number as it is printed."""
    text = '{{ plural(fig.share.wrecks, "was", "were") }} {{ plural(fig.share.boats, "was", "were") }}\n'

    assert body(tmp_path, text, made_of) == "was were\n"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("almost(1700, 1800)", 'content/a.md:4: "1700" is no cell of a figure\n'
         "  Give it a cell: fig.<name>[<key>].<column>."),
        ('plural(3, "is", "are")', 'content/a.md:4: "3" is no cell of a figure\n'
         "  Give it a cell: fig.<name>[<key>].<column>."),
        ("counted(fig.shares.boats)", 'content/a.md:4: no figure named "shares"\n'
         '  Did you mean "share"?'),
    ],
)  # fmt: skip
def test_a_phrase_says_a_cell(
    tmp_path: Path, made_of: Material, expression: str, expected: str
) -> None:
    """What no figure holds cannot be said in other words either."""
    assert fault(tmp_path, expression, made_of) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "almost(fig.share.boats, 1600)",
        "about(fig.share.boats, 2000)",
        "more_than(fig.share.boats, 1700)",
        "less_than(fig.share.boats, 1600)",
        "at_least(fig.share.boats, 1649)",
        'almost(fig.share.share, "half")',
        "ordinal(fig.share.change)",
        'named(fig.share.share, "two thirds")',
    ],
)
def test_words_that_the_value_does_not_bear_out_are_a_fault(
    tmp_path: Path, made_of: Material, expression: str
) -> None:
    """A hedge on the wrong side of its number stops the build, at its line."""
    assert fault(tmp_path, expression, made_of).startswith("content/a.md:4: ")
