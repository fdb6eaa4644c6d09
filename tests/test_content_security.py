"""What a page may do is little: nothing of others, nothing stored, nothing that data could start."""

import json
import re
from dataclasses import replace
from typing import Any

import altair as alt
import pytest

from report.drawing.specs import spec_of
from report.errors import ReportError
from tests.hostile import ROOT
from tests.inventions import BASKET, frame
from tests.scanning import POLICY, Page, wrong_with_drawing, wrong_with_page

# Holes are known below these: CVE-2025-59840 (vega, -expression, -interpreter), and in Vega 6.2.0,
# which vl-convert carries for pictures; CVE-2025-25304 and -65110 (vega-selections).
FLOORS = {
    "vega": (6, 4, 0),
    "vega-expression": (6, 1, 0),
    "vega-interpreter": (2, 2, 1),
    "vega-selections": (6, 1, 2),
}
SCRIPTS = sorted((ROOT / "templates" / "assets").glob("*.js")) + sorted(
    (ROOT / "report" / "explorable").glob("*.js")
)
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
STRICT = META.format("; ".join(f"{name} {value}" for name, value in POLICY.items()))


@pytest.mark.parametrize("name", FLOORS)
def test_vega_has_no_known_hole(name: str) -> None:
    """What is installed, and what the lock would install, is at or above the floor."""
    installed = json.loads((ROOT / "node_modules" / name / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))

    for version in (installed["version"], lock["packages"][f"node_modules/{name}"]["version"]):
        assert tuple(map(int, version.split("."))) >= FLOORS[name]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_keep_nothing_and_build_nothing_of_texts(path: Any) -> None:  # noqa: ANN401 - a Path
    """No cookie, no storage, no markup or program made of a text, no other host."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not re.findall(
        r"\b(?:localStorage|sessionStorage|indexedDB|caches|serviceWorker|cookie|sendBeacon"
        r"|innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write\w*"
        r"|eval|WebSocket|EventSource|XMLHttpRequest|importScripts)\b"
        r"|new Function|set(?:Timeout|Interval)\(\s*[\"'`]|https?://(?!www\.w3\.org)",
        text,
    )


def test_the_theme_asks_no_other_host() -> None:
    """Style sheets and templates load nothing from elsewhere."""
    for path in (ROOT / "templates").rglob("*.*"):
        if path.suffix in {".css", ".html"}:
            text = path.read_text(encoding="utf-8")
            assert not re.findall(r"url\(\s*[\"']?(?:https?:)?//|@import", text), path
            assert not re.findall(r"(?:src|srcset)=\"(?:https?:)?//", text), path


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"usermeta": {"embedOptions": {"actions": True}}}, 'the chart uses "usermeta"'),
        ({"params": [{"name": "p", "bind": "legend"}]}, 'the chart uses "params"'),
        ({"data": {"url": "https://evil.example/"}}, 'the chart uses "url"'),
        ({"data": {"values": [{"fruit": "x"}], "name": "basket"}}, 'the chart uses "values"'),
        ({"mark": {"type": "bar", "href": "javascript:alert(1)"}}, 'the chart uses "href"'),
        ({"mark": {"type": "image"}}, "the chart draws images"),
        ({"mark": "image"}, "the chart draws images"),
        (
            {"transform": [{"calculate": "datum.fruit == 'Apple'", "as": "own"}]},
            'the chart writes data into an expression: "Apple"',
        ),
        (
            {"transform": [{"filter": 'datum.fruit != "Apple" && datum.pieces > 1'}]},
            'the chart writes data into an expression: "Apple"',
        ),
    ],
)
def test_a_specification_reaches_for_nothing(changed: dict[str, Any], expected: str) -> None:
    """What would let it load, link, run or take options from elsewhere is refused in words."""
    apples = replace(BASKET, rows=(("Apple", 3), ("Pear", 2)))
    whole = {
        "data": {"name": "basket"},
        "mark": "bar",
        "encoding": {"x": {"field": "pieces", "type": "quantitative"}},
        **changed,
    }

    class Drawn(alt.Chart):
        def to_dict(self, *_: object, **__: object) -> dict[str, Any]:
            return json.loads(json.dumps(whole))  # type: ignore[no-any-return]  # a copy of what came in

    with pytest.raises(ReportError) as caught:
        spec_of(Drawn(), apples, frame(720))
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>1</script>",
        '<script src="//evil.example/x.js"></script>',
        '<script src="assets/other.js"></script>',
        '<script type="module">1</script>',
        '<p onclick="x()">a</p>',
        "<svg/onload=x()>",
        '<p style="color: red">a</p>',
        "<style>*{}</style>",
        '<a href="javascript:x()">a</a>',
        '<a href=" java\nscript:x()">a</a>',
        '<a href="&#106;avascript:x()">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<a xlink:href="vbscript:x">a</a>',
        '<img src="https://evil.example/p.gif">',
        '<img src="//evil.example/p.gif">',
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        '<iframe src="x"></iframe>',
        '<object data="x"></object>',
        '<embed src="x">',
        '<base href="https://evil.example/">',
        '<form action="javascript:x()"></form>',
        '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
        '<meta http-equiv="set-cookie" content="a=b">',
        "<!-- a comment -->",
        "<svg><foreignObject><p>a</p></foreignObject></svg>",
    ],
)
def test_the_scan_of_pages_sees_what_it_is_for(markup: str) -> None:
    """A wall that lets everything pass would pass every test."""
    assert wrong_with_page(f"{STRICT}<p>a</p>{markup}")
    assert wrong_with_page(f"{STRICT}<p>a</p>") == []


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "default-src 'self'",
        "; ".join(f"{name} {value}" for name, value in POLICY.items() if name != "base-uri"),
        "; ".join(f"{n} {v}" for n, v in POLICY.items()).replace("'self'", "'unsafe-inline'", 1),
        "; ".join(f"{n} {v}" for n, v in POLICY.items()) + "; frame-src *",
    ],
)
def test_the_scan_of_pages_knows_the_policy(policy: str) -> None:
    """A page without one, or with a milder one, does not pass."""
    assert wrong_with_page(META.format(policy))


def test_the_scan_of_drawings_sees_what_it_is_for() -> None:
    """A drawing is opened by itself, too."""
    assert wrong_with_drawing("<svg><style>a{}</style><path d='M0 0'/></svg>") == []
    for markup in ("<script>1</script>", "<a href='javascript:x'/>", "<image href='//x.y/z'/>"):
        assert wrong_with_drawing(f"<svg>{markup}</svg>")


@pytest.mark.parametrize("name", ["main.html", "embed_base.html", "root/base.html"])
def test_every_page_begins_with_its_policy(name: str) -> None:
    """Before anything that it is to stop; and it is the one that hosts are told to send."""
    head = (ROOT / "templates" / name).read_text(encoding="utf-8").partition("<head>")[2]
    page = Page(re.sub(r"{[{#%].*?[}#%]}", "", head.partition("<script")[0], flags=re.DOTALL))

    assert len(page.policies) == 1
    assert head.index("Content-Security-Policy") < min(
        head.index(tag) for tag in ("<link", "<script", "<title") if tag in head
    )
