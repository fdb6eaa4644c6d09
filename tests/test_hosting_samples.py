"""What is said of hosting is true: samples of headers that hosts can read, commands that exist."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

import build

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "docs" / "hosting"
WORKFLOW = ROOT / ".github" / "workflows" / "pages.yml"
GUIDE = ROOT / "docs" / "hosting.md"
HEADER = re.compile(r"[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*: \S.*\S|[A-Z][A-Za-z-]*: \S")

# Each rule of the policy of pages: what it lets in, and what in the theme needs it.
PAGES = {
    "default-src": ("'none'", ""),
    "script-src": ("'self'", r"<script src="),
    "style-src": ("'self'", r'rel="stylesheet"'),
    "font-src": ("'self'", r"@font-face"),
    "img-src": ("'self'", r'rel="icon"|<img'),
    "connect-src": ("'self'", r"\bfetch\("),
    "base-uri": ("'none'", ""),
    "form-action": ("'self'", r"<form"),
}
DRAWINGS = {"default-src": "'none'", "style-src": "'unsafe-inline'", "font-src": "data:"}


def policy(text: str) -> dict[str, str]:
    """Return the rules of a Content-Security-Policy."""
    rules = [rule.strip().partition(" ") for rule in text.split(";")]
    assert len({name for name, _, _ in rules}) == len(rules), "a second rule of a name is not read"
    return {name: sources for name, _, sources in rules}


def of_pages(ancestors: str) -> dict[str, str]:
    """Return the policy of a page that may be framed by these."""
    rules = {name: sources for name, (sources, _) in PAGES.items()}
    # Those that others may frame carry the letters of their drawing within their style sheet.
    framed = {"font-src": "'self' data:"} if ancestors == "*" else {}
    return {**rules, **framed, "frame-ancestors": ancestors}


def headers_file() -> dict[str, dict[str, str]]:
    """Read the sample for hosts that read ``_headers``: address → header → value."""
    rules: dict[str, dict[str, str]] = {}
    address = ""
    for line in (SAMPLES / "_headers").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("/"):
            address = line
            rules[address] = {}
            continue
        assert line.startswith("  "), line
        assert HEADER.fullmatch(line.strip()), line
        name, _, value = line.strip().partition(": ")
        rules[address][name] = value
    return rules


def server() -> str:
    """Return the sample for nginx without its comments."""
    text = (SAMPLES / "nginx.conf").read_text(encoding="utf-8")
    return re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)


def mapped(variable: str) -> list[tuple[str, str]]:
    """Return what the sample for nginx maps addresses to: pattern and value, in order."""
    found = re.search(rf"map \$uri \${variable} {{\n(.*?)\n}}", server(), re.DOTALL)
    assert found
    lines = [line.strip() for line in found[1].splitlines()]
    assert all(line.endswith(";") for line in lines)
    pairs = [shlex.split(line.removesuffix(";").replace("\\", "\\\\")) for line in lines]
    return [(pattern, value) for pattern, value in pairs]


def answer(variable: str, address: str) -> str:
    """Return what nginx would find for an address: the first pattern that fits, or the default."""
    pairs = mapped(variable)
    fits = (value for pattern, value in pairs if pattern[0] == "~" and fit(pattern, address))
    return next(fits, dict(pairs)["default"])


def fit(pattern: str, address: str) -> bool:
    """Tell whether a pattern, as nginx writes it, fits an address."""
    return re.search(pattern[1:], address) is not None


def test_pages_may_use_what_is_their_own() -> None:
    """Both samples have the same policy, with no rule that is not needed."""
    everyone = headers_file()["/*"]["Content-Security-Policy"]

    assert policy(everyone) == of_pages("*")
    assert policy(answer("report_policy", "/2023-09/findings/")) == of_pages("'self'")


@pytest.mark.parametrize("rule", [name for name, (_, need) in PAGES.items() if need])
def test_what_the_theme_does_is_allowed(rule: str) -> None:
    """Scripts, styles, fonts and pictures come from the site itself: nothing needs more."""
    sources, need = PAGES[rule]
    texts = [
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.suffix in {".html", ".css", ".js"}
    ]
    users = [text for text in texts if re.search(need, text)]

    assert sources == "'self'"
    elsewhere = re.compile(rf"(?:{need})[\"'(]*(?:https?:|//|data:)|url\(\"?(?:https?:|//|data:)")
    assert not [text for text in users if elsewhere.search(text)]


@pytest.mark.parametrize("edition", ["/2023-09", "/2023-09.1", "/latest", "/project/latest"])
def test_anyone_may_frame_a_chart_that_is_made_for_it(edition: str) -> None:
    """And nothing else; no header forbids it beside the policy."""
    embed = f"{edition}/charts/boats_by_harbour/embed/"

    for address in (embed, f"{embed}index.html"):
        assert policy(answer("report_policy", address)) == of_pages("*")
    page = answer("report_policy", f"{edition}/charts/boats_by_harbour/")
    assert policy(page)["frame-ancestors"] == "'self'"
    for path in SAMPLES.iterdir():
        assert "X-Frame-Options" not in path.read_text(encoding="utf-8")


def test_a_drawing_that_is_opened_by_itself_has_its_style_and_fonts() -> None:
    """They are within the file."""
    assert policy(answer("report_policy", "/latest/charts/boats.svg")) == DRAWINGS


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/2023-09/", True),
        ("/2023-09.1/charts/boats.svg", True),
        ("/latest/", False),
        ("/", False),
        ("/versions.json", False),
        ("/2023-099/", False),
    ],
)
def test_an_edition_is_kept_for_a_year_and_what_leads_to_it_for_minutes(
    address: str, *, kept: bool
) -> None:
    """What never changes is not asked for again."""
    cache = answer("report_cache", address)

    assert cache == ("public, max-age=31536000, immutable" if kept else "public, max-age=300")


def test_rules_of_a_headers_file_do_not_contradict() -> None:
    """Hosts add up all rules that fit: no header stands in two rules that fit one address."""
    rules = headers_file()

    assert rules["/20*"]["Cache-Control"] == answer("report_cache", "/2023-09/")
    assert rules["/latest/*"]["Cache-Control"] == answer("report_cache", "/latest/")
    everywhere = rules.pop("/*").keys()
    assert not [name for each in rules.values() for name in each if name in everywhere]
    assert not [a for a in rules for b in rules if a != b and a.startswith(b.rstrip("*"))]


@pytest.mark.parametrize("ending", ["json", "csv", "svg", "woff2"])
def test_data_and_drawings_are_for_every_page(ending: str) -> None:
    """With their types, and from any origin."""
    types = re.search(r"types {(.*?)}", server(), re.DOTALL)

    assert answer("report_origin", f"/latest/charts/boats.{ending}") == "*"
    assert types
    assert re.search(rf"[a-z]+/[a-z+.0-9-]+ {ending};", types[1])
    assert answer("report_origin", "/latest/charts/") == ""


def test_a_server_sends_no_header_twice() -> None:
    """Nginx forgets the headers of a server in a location that adds one: none does."""
    added = re.findall(r"add_header (\S+) (?:\$\w+|[a-z-]+)(?: always)?;", server())

    assert len(added) == len(set(added)) == server().count("add_header") == 5
    assert not re.search(r"location [^{]*{[^}]*add_header", server())
    assert server().count("{") == server().count("}")


@pytest.mark.parametrize("path", ["/.lock", "/2023-09/.git/x", "/draft/"])
def test_what_is_not_published_is_not_served(path: str) -> None:
    """Hidden files and the draft; what proves a domain is let through."""
    locations = re.findall(r"location (~ )?(\S+) { return 404; }", server())
    hidden = [
        pattern
        for regex, pattern in locations
        if (re.search(pattern, path) if regex else path.startswith(pattern))
    ]

    assert hidden
    assert not re.search(locations[0][1], "/.well-known/acme-challenge/x")


def commands(text: str) -> list[list[str]]:
    """Return the words of each command line of ours in a text."""
    lines = re.findall(r"(?:^|run: |`)(make \w+|\S*python3? build\.py[^\n`]*)", text, re.MULTILINE)
    return [shlex.split(re.split(r"   ", line)[0]) for line in lines]


@pytest.mark.parametrize("path", [WORKFLOW, GUIDE], ids=lambda path: path.name)
def test_the_commands_that_are_told_exist(path: Path) -> None:
    """Each is read by the command line, or is a target of the Makefile."""
    found = commands(path.read_text(encoding="utf-8"))
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert len(found) >= 3
    for first, *rest in found:
        if first == "make":
            assert rest[0] in targets
        else:
            build._parser().parse_args(rest[1:])  # noqa: SLF001 - exits where it cannot


def test_the_workflow_serves_what_was_verified() -> None:
    """It may write to Pages and nothing else, and takes only GitHub's own actions, by commit."""
    workflow = yaml.load(WORKFLOW.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts of all
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    runs = [step["run"] for step in steps if "run" in step]

    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    uses = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each) for each in uses)
    assert [run.split()[-1] for run in runs] == ["site", "verify", '"$RUNNER_TEMP/pages"']
    [upload] = [step for step in steps if "upload" in step.get("uses", "")]
    assert upload["with"] == {"path": "${{ runner.temp }}/pages"}


def test_the_guide_leads_to_files_that_are_there() -> None:
    """Every path it names in the repository exists."""
    named = re.findall(r"`(hosting/[\w.]+|\.github/[\w./]+)`", GUIDE.read_text(encoding="utf-8"))

    assert len(named) == 3
    for path in named:
        assert ((ROOT if path[0] == "." else GUIDE.parent) / path).is_file()
