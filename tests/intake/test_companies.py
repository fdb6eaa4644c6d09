"""Laws of firms: every spelling is listed, and a home says how it is known."""

import pytest

from intake.companies import (
    LIST,
    companies,
    firm_of,
    firms_by_spelling,
    printed_firms,
    read_firms,
)
from report.errors import ReportError
from tests.intake.made import cell, lines

FIRMS = read_firms()


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Hikvsion", "hikvision"),
        ("iOmnicient", "iomniscient"),
        ("iOmniscient", "iomniscient"),
        ("HAVESLAN", "havelsan"),
        ("IBMN", "ibm"),
        ("Briefcam (US)", "briefcam"),
        ("Face++", "megvii"),
        ("Desarrollos Terrestres Perú", "desarrollos-terrestres-peru"),
    ],
)
def test_a_known_spelling_is_a_firm(printed: str, slug: str) -> None:
    """Slips of the pen and former names lead to one firm."""
    assert firm_of(cell(printed), FIRMS).slug == slug


def test_an_unknown_spelling_is_refused() -> None:
    """A slip of the pen never becomes a firm."""
    with pytest.raises(ReportError, match='unknown company: "Hauwei"\n  Did you mean "Huawei"'):
        firm_of(cell("Hauwei"), FIRMS)


def test_a_cell_of_many_firms_is_taken_apart() -> None:
    """Commas and semicolons part firms; the last "and" and the placeholder go."""
    cells = printed_firms([cell("Mult; Huawei, ZTE, CEIEC, and Yixin"), cell("Mult"), cell("NEC")])

    assert [each.text for each in cells] == ["Huawei", "ZTE", "CEIEC", "Yixin", "NEC"]


def test_two_firms_never_share_a_spelling() -> None:
    """A spelling that is listed twice could mean either."""
    made = lines(LIST, {"name": "Acme"}, {"name": "Ajax", "also_printed_as": "ACME Ltd|Acme"})

    with pytest.raises(ReportError, match="two firms share a spelling"):
        firms_by_spelling(made)


def test_two_firms_never_share_an_address() -> None:
    """A slug is a published address."""
    with pytest.raises(ReportError, match="two firms share a spelling"):
        firms_by_spelling(lines(LIST, {"name": "Acme"}, {"name": "ACME"}))


@pytest.mark.parametrize(
    ("home", "origins", "expected"),
    [
        ("", {"ISR"}, ("ISR", "inventory", "spyware_2023")),
        ("SWE", set(), ("SWE", "editors", "editors")),
        ("", set(), (None, None, "editors")),
        ("", {"ISR", "HUN"}, (None, None, "spyware_2023")),
    ],
)
def test_a_home_says_how_it_is_known(
    home: str, origins: set[str], expected: tuple[str | None, ...]
) -> None:
    """The inventory has precedence, and two homes are none."""
    firms = firms_by_spelling(lines(LIST, {"name": "Acme", "home": home}))

    (row,) = companies(firms.values(), frozenset({"acme"}), {"acme": frozenset(origins)})

    assert (row.home, row.home_basis, row.source) == expected


def test_the_editors_do_not_overrule_the_inventory() -> None:
    """A home that both give is given by one of them."""
    firms = firms_by_spelling(lines(LIST, {"name": "Acme", "home": "SWE"}))

    with pytest.raises(ReportError, match="the spyware inventory says where"):
        companies(firms.values(), frozenset({"acme"}), {"acme": frozenset({"ISR"})})


def test_a_firm_that_nobody_names_is_left_out() -> None:
    """The table lists the firms of the other tables."""
    firms = firms_by_spelling(lines(LIST, {"name": "Acme"}, {"name": "Ajax"}))

    assert [row.company for row in companies(firms.values(), frozenset({"ajax"}), {})] == ["ajax"]
