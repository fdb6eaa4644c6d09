"""What was not right is told for ever: which editions said it, where, and which one is right."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from report import corrections, seals
from report.corrections import Correction, Place, Shown
from report.errors import ReportError
from report.facts import Past, PastFigure, PastPage, format_facts
from report.manifest import Edition, Manifest, Seal
from report.model import Project

ENTRY = {
    "id": "2023-10-a",
    "date": "2023-10-04",
    "edition": "2023-01",
    "where": "findings/late/, charts/late, figures/late",
    "said": "Three boats were late.",
    "right": "Four boats were late.",
    "why": "The log of the Otter was read after the count.",
    "corrected": "not yet",
}
FIGURE = PastFigure("Late boats", (), (), ())
PATH = "editions/corrections.yml"


def past(name: str, *, corrections: Sequence[Mapping[str, str]] = (), **parts: object) -> Past:
    """Return an edition that says how many boats were late, on a page, in a chart, in a figure."""
    files = ("index.html", "findings/late/index.html", "figures/late/index.html", "charts/late.svg")
    whole = Past(
        name,
        f"The boats of {name}",
        {"late": FIGURE},
        {},
        {"late": "Boats that were late"},
        {"": PastPage("Boats", ()), "findings/late/": PastPage("On late boats", ())},
        corrections=tuple(corrections),
        files=dict.fromkeys(files, Seal("0" * 64, 1)),
    )
    return replace(whole, **parts)  # type: ignore[arg-type]  # the fields of a Past


PAST = (past("2023-09"), past("2023-01"), past("2022-06"))


def entry(**parts: str) -> dict[str, str]:
    """Return an entry of the log, with these parts."""
    return {**ENTRY, **parts}


def correction(**parts: str) -> Correction:
    """Return a correction, with these parts."""
    return Correction(**entry(**parts), line=f"{PATH}:1")


def logged(folder: Path, *entries: Mapping[str, str], sealed: Sequence[Past] = PAST) -> Project:
    """Return a project that has sealed these editions, and has this log."""
    folder.mkdir(exist_ok=True)
    project = Project(folder)
    for each in reversed(sealed):
        facts = format_facts(each, sources=[])
        seals.seal(project, Manifest(Edition(each.edition, each.title, facts), each.files), b"zip")
    lines = "\n".join(
        ("- " if at == 0 else "  ") + f'{name}: "{text}"'
        for each in entries
        for at, (name, text) in enumerate(each.items())
    )
    project.editions.mkdir(exist_ok=True)
    (project.root / PATH).write_text(lines + "\n", encoding="utf-8")
    return project


def told(project: Project, edition: str = "draft") -> str:
    """Return what is told of the log when an edition is built."""
    before = seals.past(project, before="" if edition == "draft" else edition)
    try:
        corrections.read_for(project, edition, before)
    except ReportError as error:
        return str(error)
    return ""


def test_a_log_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """A publication without errors needs no file."""
    assert corrections.read(Project(tmp_path)) == ()


def test_an_entry_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Every part is text, and what an edition records is what the log has."""
    project = logged(tmp_path, ENTRY)

    (read,) = corrections.read(project)

    assert read == correction()
    assert read.logged == ENTRY
    assert read.addresses == ("findings/late/", "charts/late", "figures/late")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"id": "a"},
            '"a" cannot be the id of a correction\n'
            "  It is the month it was noticed and a letter or a number: 2023-10-a.",
        ),
        ({"id": '2023-10-a\\" onclick'}, '"2023-10-a" onclick" cannot be the id of a correction'),
        ({"date": "2023-02-30"}, '"2023-02-30" is no date\n  Write it as 2023-10-04.'),
        ({"date": "4.10.2023"}, '"4.10.2023" is no date'),
        (
            {"date": "2022-12-31"},
            "the correction is of 2022-12-31, before the edition 2023-01 that it corrects",
        ),
        (
            {"edition": "January"},
            '"January" is not the name of an edition\n'
            '  Editions are named 2023-09 or 2023-09.1; what is open is "not yet".',
        ),
        ({"corrected": "no"}, '"no" is not the name of an edition'),
        ({"corrected": "2022-06.1"}, "edition 2022-06.1 cannot correct 2023-01"),
        ({"corrected": "2023-01"}, "edition 2023-01 cannot correct 2023-01"),
        ({"where": "charts/late,"}, '"where" names an empty address'),
        ({"said": "\\u202eevil"}, "\"said\" holds a character that is not printed: '\\u202eevil'"),
        ({"why": "a\\x00b"}, "\"why\" holds a character that is not printed: 'a\\x00b'"),
    ],
)
def test_an_entry_that_cannot_be_right_is_told(
    tmp_path: Path, parts: dict[str, str], expected: str
) -> None:
    """Its file and its line come first."""
    with pytest.raises(ReportError) as caught:
        corrections.read(logged(tmp_path, ENTRY, entry(**{"id": "2023-10-b", **parts})))

    assert str(caught.value).startswith(f"{PATH}:9: {expected}")


def test_an_id_is_of_one_correction(tmp_path: Path) -> None:
    """It is an anchor for ever."""
    with pytest.raises(ReportError) as caught:
        corrections.read(logged(tmp_path, ENTRY, ENTRY))

    assert str(caught.value) == (
        f'{PATH}:9: the id "2023-10-a" is that of {PATH}:1 too\n'
        "  An id is for ever, and of one correction: take the next letter."
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"edition": "2022-07"},
            'no edition "2022-07" was published\n  Did you mean "2022-06"?',
        ),
        (
            {"where": "findings/lte/, charts/late"},
            'edition 2023-01 has no address "findings/lte/"\n  Did you mean "findings/late/"?',
        ),
        (
            {"where": "charts/early"},
            'edition 2023-01 has no address "charts/early"\n  Did you mean "charts/late"?',
        ),
    ],
)
def test_what_was_never_published_cannot_be_corrected(
    tmp_path: Path, parts: dict[str, str], expected: str
) -> None:
    """An edition or an address that is not there is told, with what was likely meant."""
    assert told(logged(tmp_path, entry(**parts))) == f"{PATH}:1: {expected}"


@pytest.mark.parametrize(
    "where", ["/", "findings/late", "/findings/late/", "charts/late", "figures/late", "index.html"]
)
def test_what_an_edition_has_can_be_named(tmp_path: Path, where: str) -> None:
    """A page with or without its slashes, a chart, a figure, a file, and the front page."""
    assert told(logged(tmp_path, entry(where=where))) == ""


# The log only grows


def test_what_an_edition_recorded_stays(tmp_path: Path) -> None:
    """More may follow, and what was open may be closed."""
    recorded = (past("2023-09", corrections=[ENTRY]), *PAST[1:])
    more = entry(id="2023-11-a", said="So did Moss.")
    project = logged(tmp_path, entry(corrected="2023-09.1"), more, sealed=recorded)

    assert corrections.verify(project) == ()
    assert told(project) == ""


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry(said="Two boats.")], '"said" was "Three boats were late."'),
        ([entry(corrected="not yet")], '"corrected" was "2023-09"'),
        ([entry(id="2023-10-b", corrected="2023-09")], '"2023-10-b" stands in its place'),
        ([], "it is missing"),
    ],
)
@pytest.mark.parametrize("by", ["2023-09", "2023-01"])
def test_no_entry_is_rewritten(
    tmp_path: Path, entries: list[dict[str, str]], expected: str, by: str
) -> None:
    """Whichever edition recorded it: verify, the draft and every edition name the correction."""
    closed = entry(corrected="2023-09")
    sealed = [
        past(each.edition, corrections=[closed] * (each.edition == by))
        if each.edition == by
        else each
        for each in PAST
    ]
    project = logged(tmp_path, *entries, sealed=sealed)
    fault = f'the correction "2023-10-a" is not as edition {by} recorded it: {expected}'

    (found,) = corrections.verify(project)

    assert found.what == fault
    assert found.where in {PATH, f"{PATH}:1"}
    assert fault in told(project)
    assert fault in told(project, "2024-07")
    assert fault in told(project, "2022-12")


def test_verify_tells_what_cannot_be_read(tmp_path: Path) -> None:
    """A broken log is a fault of the record too."""
    (fault,) = corrections.verify(logged(tmp_path, entry(date="soon")))

    assert fault.what == '"soon" is no date'


# Revisions


def test_a_revision_says_what_it_puts_right(tmp_path: Path) -> None:
    """Without a correction that names it, it is told how to write one."""
    assert told(logged(tmp_path), "2023-09.1") == (
        f"{PATH}: 2023-09.1 is a revision, and no correction says what it puts right\n"
        "  Write it at the end of the log:\n"
        "    - id: 2023-09-a\n"
        "      date: (the day it was noticed, 2023-10-04)\n"
        "      edition: 2023-09\n"
        "      where: (every address that shows it: findings/late/, charts/late_boats)\n"
        '      said: "TODO: what was said"\n'
        '      right: "TODO: what is right"\n'
        '      why: "TODO: how it came about"\n'
        "      corrected: 2023-09.1"
    )


def test_a_revision_that_a_correction_names_can_be_published(tmp_path: Path) -> None:
    """The first edition of a month needs none."""
    project = logged(tmp_path, entry(corrected="2023-09.1"))

    assert told(project, "2023-09.1") == ""
    assert told(logged(tmp_path / "other"), "2024-07") == ""


def test_a_promised_edition_comes_before_the_next_one(tmp_path: Path) -> None:
    """While what the log calls right is not published, nothing else is; a draft can be built."""
    project = logged(tmp_path, entry(corrected="2023-09.1"))

    assert told(project) == ""
    for edition in ("2024-07", "2023-02"):
        assert told(project, edition) == (
            f'{PATH}:1: the correction "2023-10-a" says that 2023-09.1 is right, '
            "which is not published\n"
            f"  Publish 2023-09.1 first. If {edition} is right, "
            f'write "corrected: {edition}"; if nothing is yet, "corrected: not yet".'
        )


def test_an_edition_between_can_be_built_again_from_its_own_sources(tmp_path: Path) -> None:
    """In its bundle no later edition is known, and none is missed."""
    project = logged(tmp_path, entry(edition="2022-06", corrected="2023-09"), sealed=PAST[2:])
    (project.editions / "2022-06" / seals.BUNDLE).unlink()

    assert told(project, "2023-01") == ""


def test_an_edition_tells_nothing_of_itself_and_of_later_ones(tmp_path: Path) -> None:
    """What is said of them could not be looked up when it is built again."""
    project = logged(tmp_path, ENTRY, sealed=PAST[2:])

    assert told(project, "2023-01") == ""
    assert "was published" in told(project, "2023-02")


# Who shows it


def test_editions_show_it_from_the_first_until_it_was_put_right() -> None:
    """With the places that each of them has; one without any does not show it."""
    without = past("2023-05", charts={}, figures={}, pages={}, files={})
    found = corrections.showing(correction(corrected="2023-09"), (PAST[0], without, *PAST[1:]))

    assert found == (
        Shown(
            "2023-01",
            (
                Place("On late boats", "findings/late/"),
                Place("Boats that were late (chart)", "charts/late.svg"),
                Place("Late boats (figure)", "figures/late/"),
            ),
        ),
    )


def test_what_is_open_is_shown_by_every_edition_since() -> None:
    """Up to the newest."""
    shown = corrections.showing(correction(), PAST)

    assert [each.edition for each in shown] == ["2023-09", "2023-01"]


def test_a_chart_is_led_to_where_it_stands() -> None:
    """Its page, or its drawing, or nothing where an edition is still being built."""
    paged = {"charts/late/index.html": Seal("0" * 64, 1), "charts/late.svg": Seal("0" * 64, 1)}
    only = correction(where="charts/late, /")
    addresses = [
        [place.address for place in corrections.places(only, past("2023-09", files=files))]
        for files in (paged, {"charts/late.svg": Seal("0" * 64, 1)}, {})
    ]

    assert addresses == [["charts/late/", ""], ["charts/late.svg", ""], [None, ""]]


def test_a_chart_that_is_wrong_is_wrong_in_its_frame_too() -> None:
    """The bare page that others embed is named, wherever there is one."""
    paths = ("charts/late/index.html", "charts/late/embed/index.html", "charts/late.svg")
    files = {path: Seal("0" * 64, 1) for path in paths}
    found = corrections.places(correction(where="charts/late"), past("2023-09", files=files))

    assert found == (
        Place("Boats that were late (chart)", "charts/late/"),
        Place("Boats that were late (embed)", "charts/late/embed/"),
    )


def test_a_draft_shows_only_what_is_open() -> None:
    """It comes after every edition."""
    assert correction().lasts("draft")
    assert not correction(corrected="2023-09.1").lasts("draft")
    assert correction(corrected="2023-09.1").lasts("2023-09")
    assert not correction(corrected="2023-09.1").lasts("2023-09.1")
