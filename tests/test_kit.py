"""What an author pastes into an article names the edition, and shows the chart on any page."""

from dataclasses import replace
from html.parser import HTMLParser

import markdown
import pytest

from report import kit
from report.kit import LATEST, Snippet
from report.model import Chart, Site
from tests.boats import BOATS, CHART

HOME = "https://boats.example/coast/"
SITE = Site("Boats & <Ships>", "", HOME, "en")
HOSTILE = replace(
    CHART,
    description='The "north" [leads](x) *by* far & <b> `code` \\ &amp; _so_.',
    takeaway="The \"north\" leads <b> & 'more'",
)


class Elements(HTMLParser):
    """What a browser finds in a snippet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.words += data

    def one(self, tag: str) -> dict[str, str]:
        """Return the attributes of the only element of its kind."""
        (attributes,) = [given for name, given in self.found if name == tag]
        return attributes


def made(
    chart: Chart = CHART, *, site: Site = SITE, edition: str = "2023-09"
) -> dict[str, Snippet]:
    """Return the snippets of a chart by their names."""
    return {each.name: each for each in kit.snippets(chart, BOATS, site=site, edition=edition)}


def addresses(snippet: Snippet) -> list[str]:
    """Return the addresses in a snippet."""
    return [part.text for part in snippet.parts if part.at]


def test_a_pinned_frame_names_its_edition() -> None:
    """It shows this edition for ever, and credits that chart of that edition."""
    snippet = made()["kit-frame"]

    assert addresses(snippet) == [
        f"{HOME}2023-09/charts/boats/embed/",
        f"{HOME}2023-09/charts/boats/",
    ]
    assert "edition 2023-09" in Elements(snippet.text).words


def test_a_frame_that_follows_names_no_edition() -> None:
    """Nobody takes one frame for the other: label, address and credit differ."""
    pinned, follows = made()["kit-frame"], made()["kit-frame-latest"]

    assert all(address.startswith(f"{HOME}{LATEST}/") for address in addresses(follows))
    assert "2023-09" not in follows.text
    assert "latest edition" in Elements(follows.text).words
    assert "latest" in follows.label
    assert "latest" not in pinned.label
    assert pinned.explains != follows.explains


def test_a_frame_is_as_high_as_the_higher_drawing() -> None:
    """Without a script of the host's, neither drawing is cut off."""
    assert int(Elements(made()["kit-frame"].text).one("iframe")["height"]) > 250.6


def test_the_script_for_frames_is_that_of_the_edition() -> None:
    """An article that names an edition runs nothing that is written later."""
    script = Elements(made()["kit-script"].text).one("script")

    assert script == {"src": f"{HOME}2023-09/assets/embed-host.js", "async": ""}


@pytest.mark.parametrize("name", ["kit-frame", "kit-frame-latest"])
def test_a_frame_fits_its_host(name: str) -> None:
    """It is as wide as there is room, has a name for those who cannot see it, and loads late."""
    frame = Elements(made(HOSTILE)[name].text).one("iframe")

    assert frame["width"] == "100%"
    assert frame["title"] == HOSTILE.takeaway
    assert frame["loading"] == "lazy"


def test_a_picture_has_four_faces() -> None:
    """The first source that fits is taken: dark and narrow stand before either alone."""
    sources = [
        (given["media"], given["srcset"].rpartition("/")[2])
        for tag, given in Elements(made()["kit-picture"].text).found
        if tag == "source"
    ]

    assert sources == [
        ("(max-width: 640px) and (prefers-color-scheme: dark)", "boats.narrow.dark.svg"),
        ("(max-width: 640px)", "boats.narrow.svg"),
        ("(prefers-color-scheme: dark)", "boats.dark.svg"),
    ]


def test_a_picture_is_told_in_words() -> None:
    """Whatever stands in them, the words of a chart are its alternative text."""
    found = Elements(made(HOSTILE)["kit-picture"].text)

    assert found.one("img")["alt"] == HOSTILE.description
    assert found.one("img")["width"] == "720"
    assert found.words.strip().startswith("Chart: Boats & <Ships>, edition 2023-09.")


def test_markdown_says_what_html_says() -> None:
    """Words of a chart are words in Markdown: nothing in them is a link, a tag or emphasis."""
    found = Elements(markdown.markdown(made(HOSTILE)["kit-markdown"].text))

    assert [tag for tag, _ in found.found] == ["p", "a", "img", "p"]
    assert found.one("img")["alt"] == HOSTILE.description
    assert found.one("img")["src"] == f"{HOME}2023-09/charts/boats.png"
    assert found.one("a")["href"] == f"{HOME}2023-09/charts/boats/"
    assert "Boats & <Ships>, edition 2023-09. Source: Port authority, Harbour log (2023)" in (
        found.words
    )


def test_link_credit_and_words_are_plain() -> None:
    """They are copied as they are read."""
    texts = made(HOSTILE)

    assert texts["kit-link"].text == f"{HOME}2023-09/charts/boats/"
    assert texts["kit-alt"].text == HOSTILE.description
    assert texts["kit-credit"].text == (
        "Chart: Boats & <Ships>, edition 2023-09. Source: Port authority, Harbour log (2023)."
    )


def test_an_address_knows_its_way_below_the_root() -> None:
    """A copy of the site elsewhere can put its own root in front of each address."""
    for snippet in made().values():
        for part in snippet.parts:
            assert not part.at or part.text == HOME + part.at
            assert part.at or HOME not in part.text


def test_a_site_without_an_address_gives_relative_ones() -> None:
    """That they are so is known, and can be told."""
    nowhere = replace(SITE, url="")
    snippets = kit.snippets(CHART, BOATS, site=nowhere, edition="2023-09")

    assert kit.is_relative(snippets)
    assert made(site=nowhere)["kit-link"].text == "2023-09/charts/boats/"
    assert not kit.is_relative(kit.snippets(CHART, BOATS, site=SITE, edition="2023-09"))


def test_a_draft_says_that_it_will_not_last() -> None:
    """Its addresses have its name, and nobody is told that they stay."""
    snippet = made(edition="draft")["kit-frame"]

    assert addresses(snippet)[0] == f"{HOME}draft/charts/boats/embed/"
    assert "will not last" in " ".join(snippet.explains)


def test_a_chart_that_is_not_drawn_has_no_size() -> None:
    """Pages are checked before anything is drawn."""
    assert kit.sizes(replace(CHART, wide="", narrow="")).wide == (0, 0)
