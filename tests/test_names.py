"""Names that would stand for ever are looked at before a file is made."""

import pytest

from report.names import LONGEST, alike, faults, page_faults, rule


def told(*names: str, taken: tuple[str, ...] = ()) -> list[str]:
    """Return what is wrong with names of figures."""
    files = {name: f"queries/{name}.sql" for name in names}
    found = [*faults(files, kind="figure"), *alike(files, kind="figure", taken=taken)]
    return [error.what for error in found]


@pytest.mark.parametrize(
    "name", ["boats", "boats_by_year", "cote-d-ivoire", "2019", "a1", "n" * LONGEST]
)
def test_plain_names_pass(name: str) -> None:
    """Lower-case words and numbers, joined by single hyphens or underscores."""
    assert told(name) == []


@pytest.mark.parametrize(
    "name",
    [
        *"latest index assets search 404 draft editions nul com1 lpt9".split(),
        *["..", "", "Boats", "boats_", "a__b", "boats.x", "a/b", "n" * (LONGEST + 1)],
        *["boats\n", "bo ats", "b\u043eats", "\u0661", "bo\u200bats"],
    ],
)
def test_what_cannot_stand_for_ever_is_refused(name: str) -> None:
    """Addresses of the site's own, devices, steps up, capitals, blanks, letters of other scripts."""
    assert len(told(name)) == 1


def test_a_name_near_the_refused_one_is_offered() -> None:
    """The hint has a name that would pass."""
    [error] = faults({"Boats by Year\n": "queries/x.sql"}, kind="figure")

    assert error.what == "'Boats by Year\\n' cannot be the name of a figure"
    assert 'For instance "boats_by_year".' in error.hint


def test_pages_have_hyphens_and_all_else_underscores() -> None:
    """The hint says which is right where, and offers a name that is."""
    [page] = faults({"Late_Boats": "content/x.md"}, kind="page")
    [query] = faults({"Late-Boats": "queries/x.sql"}, kind="query")

    assert page.hint == f'{rule("page")} For instance "late-boats".'
    assert query.hint == f'{rule("query")} For instance "late_boats".'
    assert "queries" in rule("query")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("total", "tota1"),
        ("boats", "b0ats"),
        ("modern", "modem"),
        ("by_year", "byyear"),
        ("by_year", "by-year"),
        ("clock", "dock"),
    ],
)
def test_of_two_that_look_alike_one_is_refused(name: str, other: str) -> None:
    """Whether both are new, or one was published by an earlier edition."""
    assert len(told(name, other)) == 1
    assert told(other, taken=(name,)) == [f'"{other}" is easily taken for the figure "{name}"']
    assert told(name, taken=(name,)) == []


def test_every_part_of_an_address_of_a_page_is_a_name() -> None:
    """Folders too; pages of different folders may be alike, and an index has its folder's name."""
    good = ["index.md", "boats/index.md", "boats/north.md", "ships/n0rth.md", "data/index.md"]

    assert page_faults(good) == []
    assert [error.where for error in page_faults([*good, "boats/n0rth.md"])] == ["boats/n0rth.md"]
    assert [error.where for error in page_faults(["Boats/a.md", "Boats/b.md"])] == ["Boats/a.md"]
    assert len(page_faults(["latest/index.md", "a/nul.md", "a/../b.md"])) == 3
    assert [error.where for error in page_faults(["a/new.md"], taken=["a/nevv.md"])] == ["a/new.md"]
    assert page_faults(["a/new.md"], taken=["b/nevv.md", "a/new.md"]) == []
