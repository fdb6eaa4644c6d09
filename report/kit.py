"""A chart of an edition in, what an author pastes into an article out: frames, pictures, links.

An address in a snippet is absolute where the site has one. Where the page is read at another
address, a script of the theme puts that one in its stead; so each address is a part of its own,
with the way below the site's root that does not change. Who pins a chart gets the edition's name
in the address; who follows it gets ``latest/``.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from report import frames
from report.credits import credit, edition_label, shown, sources
from report.model import Chart, Figure, Site

LATEST = "latest"
_SCRIPT = "assets/embed-host.js"  # of the theme
_VIEW = re.compile(r'<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')
_NARROW = 640  # px: narrower screens get the narrow picture
# What Markdown takes for more than a letter, in words that stand for themselves.
_MARKS = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a snippet: plain text, or an address."""

    text: str
    at: str = ""  # of an address: the way to it below the site's root


@dataclass(frozen=True, slots=True)
class Snippet:
    """Something to copy."""

    name: str  # its anchor on the page
    label: str
    explains: tuple[str, ...]  # sentences on what it does, and what becomes of it
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The whole of it, as it is copied."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the drawings of a chart are, in pixels."""

    wide: tuple[float, float]
    narrow: tuple[float, float]


def sizes(chart: Chart) -> Sizes:
    """Return the sizes of a chart's drawings; of one that is not drawn, nothing."""
    return Sizes(*(_size(svg) for svg in (chart.wide, chart.narrow)))


def frame_height(chart: Chart, figure: Figure, *, site: Site, edition: str) -> int:
    """Return how high a frame must be, in pixels, for either drawing with the words around it."""
    label = edition_label(edition, site.sayings)
    said = (figure.note, sources(figure, site.sayings), shown(site, label))
    drawn = sizes(chart)
    return frames.height(
        frames.Contents(
            chart.takeaway or chart.title, [*filter(None, said)], drawn.wide, drawn.narrow
        )
    )


def snippets(chart: Chart, figure: Figure, *, site: Site, edition: str) -> tuple[Snippet, ...]:
    """Return everything that an author can paste, in the order of the page."""
    kit, _ = _Kit(chart, figure, site, edition), site.sayings.gettext
    return (
        kit.frame(edition),
        kit.frame(LATEST),
        kit.script(),
        kit.picture(),
        kit.markdown(),
        Snippet("kit-link", _("Link"), (_("Leads to this page."),), (kit.address(kit.page),)),
        Snippet("kit-credit", _("Credit line"), (_("For under the chart."),), (Part(kit.credit),)),
        Snippet(
            "kit-alt",
            _("Alternative text"),
            (_("What those hear who cannot see the chart."),),
            (Part(chart.description),),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Kit:
    chart: Chart
    figure: Figure
    site: Site
    edition: str

    @property
    def page(self) -> str:
        return f"charts/{self.chart.name}/"

    @property
    def credit(self) -> str:
        return credit(self.figure, self.site, self.edition)

    def address(self, path: str, edition: str = "") -> Part:
        at = f"{edition or self.edition}/{path}"
        return Part(f"{self.site.url}{at}", at)

    def frame(self, edition: str) -> Snippet:
        _, follows = self.site.sayings.gettext, edition == LATEST
        named = edition_label(self.edition, self.site.sayings)
        address = self.address(f"{self.page}embed/", edition)
        height = frame_height(self.chart, self.figure, site=self.site, edition=self.edition)
        frame = _parts(
            '<iframe src="',
            address,
            f'" title="{_quoted(self.chart.takeaway)}" width="100%" '
            f'height="{height}" frameborder="0" loading="lazy"></iframe>\n',
        )
        words = shown(self.site, _("latest edition") if follows else named)
        line = _parts(
            '<p><a href="', self.address(self.page, edition), f'">{_quoted(words)}</a></p>'
        )
        if follows:
            label = _("Chart that follows the latest edition")
            explains: tuple[str, ...] = (
                _(
                    "When a new edition is published, the chart in your article changes with it, "
                    "and may no longer say what you wrote beside it."
                ),
                _("Use it on pages that are kept up to date."),
            )
        else:
            label = _("Chart of this edition (%(edition)s)", edition=named)
            explains = (
                (
                    _(
                        "The chart in your article stays as you see it here, numbers and all, "
                        "whatever later editions say."
                    ),
                    _("Use it where your text quotes a number."),
                )
                if self.edition != "draft"
                else (_("This is a draft: the address is for a preview, and will not last."),)
            )
        name = "kit-frame-latest" if follows else "kit-frame"
        return Snippet(name, label, explains, (*frame, *line))

    def script(self) -> Snippet:
        _ = self.site.sayings.gettext
        parts = _parts('<script src="', self.address(_SCRIPT), '" async></script>')
        return Snippet(
            "kit-script",
            _("Script for frames"),
            (
                _(
                    "Once on a page, for all frames of ours in it: each becomes exactly as high as "
                    "its chart, and light or dark as what it stands on."
                ),
                _(
                    "Without it a frame has room for the chart on a telephone, and some too much "
                    "elsewhere."
                ),
            ),
            parts,
        )

    def picture(self) -> Snippet:
        width, height = self.sizes.wide
        _ = self.site.sayings.gettext
        stem = f"charts/{self.chart.name}"
        narrow, dark = f"(max-width: {_NARROW}px)", "(prefers-color-scheme: dark)"
        variants = [
            part
            for media, ending, size in (
                (f"{narrow} and {dark}", "narrow.dark.svg", self.sizes.narrow),
                (narrow, "narrow.svg", self.sizes.narrow),
                (dark, "dark.svg", self.sizes.wide),
            )
            for part in _parts(
                f'<source media="{media}" srcset="',
                self.address(f"{stem}.{ending}"),
                f'" width="{size[0]:.0f}" height="{size[1]:.0f}">\n',
            )
        ]
        parts = _parts(
            "<figure>\n<picture>\n",
            *variants,
            '<img src="',
            self.address(f"{stem}.svg"),
            f'" width="{width:.0f}" height="{height:.0f}" style="max-width: 100%; height: auto"\n'
            f'alt="{_quoted(self.chart.description)}" loading="lazy">\n</picture>\n'
            '<figcaption><a href="',
            self.address(self.page),
            f'">{_quoted(self.credit)}</a></figcaption>\n</figure>',
        )
        return Snippet(
            "kit-picture",
            _("Picture"),
            (
                _(
                    "Needs no frame: narrow on a telephone, wide elsewhere, dark where the "
                    "reader's system is."
                ),
                _("On a page that is always light, leave out the lines with dark in them."),
            ),
            parts,
        )

    def markdown(self) -> Snippet:
        _ = self.site.sayings.gettext
        parts = _parts(
            f"[![{_unmarked(self.chart.description)}](",
            self.address(f"charts/{self.chart.name}.png"),
            ")](",
            self.address(self.page),
            f")\n\n{_unmarked(self.credit)}",
        )
        says = (_("A picture that leads to this page."),)
        return Snippet("kit-markdown", "Markdown", says, parts)

    @property
    def sizes(self) -> Sizes:
        return sizes(self.chart)


def _size(svg: str) -> tuple[float, float]:
    view = _VIEW.match(svg)
    return (float(view[1]), float(view[2])) if view else (0, 0)


def _parts(*given: str | Part) -> tuple[Part, ...]:
    return tuple(Part(each) if isinstance(each, str) else each for each in given)


def _quoted(text: str) -> str:
    """Return text as HTML holds it, in an attribute too."""
    return html.escape(" ".join(text.split()))


def _unmarked(text: str) -> str:
    """Return text as Markdown holds it: nothing in it is emphasis, a link or a tag."""
    plain = _ENTITY.sub("&amp;", " ".join(text.split())).replace("<", "&lt;")
    return _MARKS.sub(r"\\\1", plain)


def is_relative(made: Sequence[Snippet]) -> bool:
    """Tell whether the addresses in snippets lack the site's own."""
    return any(part.at and part.text == part.at for snippet in made for part in snippet.parts)
