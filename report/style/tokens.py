"""The palette: every colour a drawing may use, by name, for light and for dark pages.

Each hex stands in one token only. A drawing is made once, in light; its dark twin and the
one that follows the page's custom properties are made by replacing hex by hex. So a colour
that is used in two roles is two tokens a hair apart, as the inks on coloured marks are.

The series are the five of Okabe and Ito that no colour-blind reader confuses; five is the
limit. The dark ones were searched for the same distances. A test computes all of them.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["surface", "text", "mark", "line", "label"]


@dataclass(frozen=True, slots=True)
class Token:
    """A named colour."""

    name: str
    light: str
    dark: str
    role: Role  # text: 4.5:1 on the background; mark: 3:1; label: 4.5:1 on its mark

    @property
    def variable(self) -> str:
        """Return the reference to the page's custom property."""
        return f"var(--c-{self.name})"


TOKENS = (
    Token("background", "#ffffff", "#14181d", "surface"),
    Token("land", "#e7eaee", "#2a3037", "surface"),
    Token("ink", "#1b1f24", "#eceff2", "text"),
    Token("muted", "#5a626b", "#a3adb8", "text"),
    Token("grid", "#e2e5e9", "#2c3239", "line"),
    Token("axis", "#858d96", "#727c87", "mark"),
    Token("context", "#8a939d", "#78828d", "mark"),
    Token("black", "#000000", "#f4f6f8", "mark"),
    Token("blue", "#0072b2", "#3388cc", "mark"),
    Token("vermilion", "#d55e00", "#e8793a", "mark"),
    Token("green", "#009e73", "#2dbe8d", "mark"),
    Token("purple", "#cc79a7", "#e8a5cb", "mark"),
    Token("step-1", "#5b92c7", "#44719f", "mark"),
    Token("step-2", "#3f76b0", "#5f8fbf", "mark"),
    Token("step-3", "#2a5a94", "#82b0da", "mark"),
    Token("step-4", "#173f73", "#abd0ee", "mark"),
    Token("step-5", "#0a254d", "#dcecf9", "mark"),
    Token("on-context", "#000001", "#000002", "label"),
    Token("on-black", "#fffffe", "#000003", "label"),
    Token("on-blue", "#fffffd", "#000004", "label"),
    Token("on-vermilion", "#000005", "#000006", "label"),
    Token("on-green", "#000007", "#000008", "label"),
    Token("on-purple", "#000009", "#00000a", "label"),
    Token("on-step-1", "#00000b", "#fffffc", "label"),
    Token("on-step-2", "#fffffb", "#00000c", "label"),
    Token("on-step-3", "#fffffa", "#00000d", "label"),
    Token("on-step-4", "#fffff9", "#00000e", "label"),
    Token("on-step-5", "#fffff8", "#00000f", "label"),
)

# The order in which categories get their colours; a chart of one series is blue.
SERIES = ("blue", "vermilion", "green", "purple", "black")
STEPS = ("step-1", "step-2", "step-3", "step-4", "step-5")

_BY_NAME = {token.name: token for token in TOKENS}


def colour(name: str) -> str:
    """Return the light hex of a token; drawings are made in light."""
    return _BY_NAME[name].light


def steps(count: int) -> tuple[str, ...]:
    """Return tokens for ``count`` ordered categories, as far apart as they can be."""
    chosen = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}[count]
    return tuple(STEPS[step - 1] for step in chosen)


def palette_css() -> str:
    """Return the style sheet that gives pages the palette: ``--c-ink`` and so on.

    Dark where the reader's system asks for it, or where the page says ``data-theme="dark"``;
    never on paper.
    """
    light, dark = (
        "".join(f"--c-{token.name}:{getattr(token, scheme)};" for token in TOKENS)
        for scheme in ("light", "dark")
    )
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )
