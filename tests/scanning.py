"""What a published file does that it may not: a page, a drawing, and what stands in them as data."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

# The policy that every page carries, and web servers send too: see docs/hosting.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# A frame brings the letters of its drawing along, and has nothing to send.
_FRAMED = {"font-src": "data:", "form-action": "'none'"}
# Scripts that are ours, by their place in an edition; there are no others, and none inline.
SCRIPTS = frozenset("editions embed explore fonts kit search tables".split())
# As a browser reads a scheme: blanks and controls in it and before it do not count.
_SCHEME = re.compile(r"[\x00-\x20]*((?:[a-z][\x09\x0a\x0d]*)+):", re.IGNORECASE)
_HARMLESS = frozenset({"http", "https", "mailto"})
_LOADS = frozenset({"src", "srcset", "poster", "data", "background", "codebase", "archive"})
_LEADS = frozenset({"href", "xlink:href", "action", "formaction", "cite", "longdesc", *_LOADS})
_NEVER = frozenset("base object embed applet frame iframe portal foreignobject animate set".split())
_BLOCKS = frozenset({"application/json", "application/ld+json"})
_REFRESH = re.compile(r"0; url=[^:]*")


class Page(HTMLParser):
    """A page or a drawing, read: what is wrong with it, its text, and its blocks of data."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.policies: list[str] = []
        self.blocks: list[object] = []
        self.texts: list[str] = []
        self._block: list[str] | None = None
        self._open: list[str] = []  # drawings, each within the one before
        self.feed(markup)
        self.close()

    @property
    def text(self) -> str:
        """All text, blanks as one."""
        return " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        if tag == "style" and "svg" not in self._open:
            self.wrong.append("there is an inline style sheet")
        if tag == "svg":
            self._open.append(tag)
        if tag in _NEVER:
            self.wrong.append(f"there is <{tag}>")
        for name, value in given.items():
            self.wrong += _attribute(tag, name, value)
        equiv = given.get("http-equiv", "").lower()
        if equiv == "content-security-policy":
            self.policies.append(given["content"])
        elif equiv == "refresh" and not _REFRESH.fullmatch(given["content"]):
            self.wrong.append(f"it refreshes to {given['content']}")
        elif equiv not in {"", "refresh"}:
            self.wrong.append(f"it sets {equiv}")
        if tag == "script":
            self._script(given)

    def _script(self, given: dict[str, str]) -> None:
        if "src" in given:
            name = re.fullmatch(r"(?:\.\./|\./)*(?:latest/)?assets/(\w+)\.js", given["src"])
            if not name or name[1] not in SCRIPTS:
                self.wrong.append(f"a script is not ours: {given['src']}")
        elif given.get("type") in _BLOCKS:
            self._block = []
        else:
            self.wrong.append("there is an inline script")

    def handle_endtag(self, tag: str) -> None:
        """Read a block of data, and leave a drawing."""
        if tag == "svg" and self._open:
            self._open.pop()
        if tag == "script" and self._block is not None:
            self.blocks.append(json.loads("".join(self._block)))
            self._block = None

    def handle_data(self, data: str) -> None:
        """Note text."""
        (self.texts if self._block is None else self._block).append(data)

    def handle_comment(self, data: str) -> None:
        """Note a comment: the theme writes none, so it is somebody's."""
        self.wrong.append(f"there is the comment {data[:40]!r}")

    def unknown_decl(self, data: str) -> None:
        """Note what is no HTML."""
        self.wrong.append(f"there is the declaration {data[:40]!r}")


def _attribute(tag: str, name: str, value: str) -> Iterator[str]:
    if name.startswith("on"):
        yield f"<{tag}> has the handler {name}"
    if name in {"style", "srcdoc", "ping", "nonce"}:
        yield f"<{tag}> has {name}"
    if name not in _LEADS:
        return
    scheme = _SCHEME.match(value)
    if scheme and re.sub(r"\s", "", scheme[1]).lower() not in _HARMLESS:
        yield f"<{tag}> leads to {value[:60]}"
    elif (name in _LOADS or tag in {"use", "image"}) and (scheme or value.startswith("//")):
        yield f"<{tag}> loads {value[:60]}"
    elif tag == "link" and (scheme or value.startswith("//")):
        yield f"<link> leads to {value[:60]}"


def wrong_with_page(markup: str, url: str = "") -> list[str]:
    """Return what a page does that it may not; ``url`` is the address that the site itself has."""
    page = Page(markup)
    [policy] = page.policies or [""]
    told = dict(each.strip().split(" ", 1) for each in policy.split(";") if each.strip())
    wrong = [
        f"its policy has {name} {told.get(name)}"
        for name in {**POLICY, **told}
        if told.get(name) not in {POLICY.get(name, "-"), _FRAMED.get(name, "-")}
    ]
    ours = f"leads to {url}"
    return [*wrong, *(each for each in page.wrong if not url or ours not in each)]


def wrong_with_drawing(markup: str) -> list[str]:
    """Return what a drawing does that it may not, wherever it is opened."""
    page = Page(markup)
    wrong = [each for each in page.wrong if each != "<svg> has style"]
    return wrong + (["it has a script"] if "<script" in markup.lower() else [])


def wrong_with_site(folder: Path, url: str = "") -> list[str]:
    """Return what of a folder that is served does what it may not, each with its file."""
    wrong: list[str] = []
    for path in sorted(folder.rglob("*")):
        check = {".html": lambda text: wrong_with_page(text, url), ".svg": wrong_with_drawing}
        if path.suffix in check:
            found = check[path.suffix](path.read_text(encoding="utf-8"))
            wrong += [f"{path.relative_to(folder).as_posix()}: {each}" for each in found]
    return wrong


def hosts(markup: str) -> frozenset[str]:
    """Return the hosts that addresses of a page name."""
    return frozenset(
        urlsplit(value).netloc for value in re.findall(r'(?:href|src)="([^"]*)"', markup)
    )
