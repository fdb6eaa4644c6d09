"""Whatever readers see is read for what is bound to nothing, wherever it is typed."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from report.captions import Captions
from report.model import Claim, Column, Difference, Figure, Project, Site
from report.scrutiny import Evidence, naked
from report.words import Words

LEADS = Claim(
    "north_leads",
    "The north has twice the boats of any other harbour.",
    holds=True,
    verdict="true by 3 boats",
    figure=Figure(
        name="north_leads",
        title="The north has twice the boats of any other harbour.",
        columns=(Column("holds", "BOOLEAN", "Holds"), Column("margin", "BIGINT", "Room")),
        key=(),
        rows=((True, 3),),
        sources=(),
        sql="",
        path="queries/claims/north_leads.sql",
    ),
)


def found(folder: Path, files: Mapping[str, str], because: str = "") -> list[tuple[str, str]]:
    """Return what is naked in these files: its place, and the words."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    explained = {("boats", "row-1"): Difference("boats", "row-1", "", because)} if because else {}
    evidence = Evidence(
        site=Site("Harbours", "", "", "en"),
        figures={},
        claims={"north_leads": LEADS},
        captions=Captions({}, ()),
        differences=explained,
        periods=(),
        before={},
        words=Words("en"),
    )
    return [(where, each.text) for where, each in naked(Project(folder), evidence)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("content/a.md", "There are 163 boats.", "163"),
        ("content/a.md", '<img src="a.png" alt="163 boats">', "163"),
        ("content/a.md", 'A <span title="163 boats">harbour</span>.', "163"),
        ("content/a.md", '{{ chart("boats", caption="The north has " ~ 163) }}', "163"),
        ("content/a.md", "{% claim north_leads %}The north leads with 163{% endclaim %}.", "163"),
        ("content/a.md", "{% claim north_leads %}It has forty boats{% endclaim %}.", "forty"),
        ("charts/a.py", '"""The north has 163 boats."""', "163"),
        ("templates/partials/a.html", "<p>There are 163 boats.</p>", "163"),
        ("templates/partials/a.html", '<p>{{ "There are 163 boats" }}</p>', "163"),
        ("mkdocs.yml", "site_name: Harbours\nnav:\n  - 163 boats: index.md\n", "163"),
        ("mkdocs.yml", "extra:\n  licence: Free for 163 boats.\n", "163"),
    ],
)
def test_a_number_bound_to_nothing_is_found_where_readers_see_it(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    """Prose, attributes, captions, docstrings, the theme and the settings are all read."""
    (place,) = found(tmp_path, {name: text})

    assert place[0].startswith(f"{name}:")
    assert place[1] == words


def test_a_claim_excuses_its_rank_and_the_numbers_it_says_itself(tmp_path: Path) -> None:
    """What the query answers for may stand in its sentence, and nothing else."""
    sentence = "{% claim north_leads %}The north has twice the boats of any other{% endclaim %}."

    assert found(tmp_path, {"content/a.md": sentence}) == []


def test_an_explanation_is_read_like_prose(tmp_path: Path) -> None:
    """What excuses a difference is shown to readers, and can claim no number itself."""
    assert found(tmp_path, {}, because="The log has 9,999 boats.") == [
        ("differences.yml:1", "9,999")
    ]
