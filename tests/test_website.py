"""A Markdown tree becomes a site that is whole, safe and the same each time, or faults are told."""

import hashlib
import logging
import os
import re
import stat
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from report.errors import ReportError
from report.facts import Past
from report.manifest import Seal
from report.model import Page, Project, SiteFile
from report.settings import read_site
from report.shelf import Shelf
from report.website import build
from report.website.tree import write
from tests.lighthouses import DRAFT, SETTINGS, build_in, files, page, pages, project, with_inserts

KINDS = yaml.safe_load(SETTINGS)["extra"]["kinds"]
EDITION = Shelf("2023-09", "2023-09", ())
HOSTILE = "\"><script>alert(1)</script> & <b onclick=x> {{ 7*7 }} Côte d'Or"


class Reading(HTMLParser):
    """What a browser finds in a page: its elements, and its text outside of them."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def html_pages(site: dict[str, bytes]) -> dict[str, Reading]:
    """Return the pages of a site, as a browser finds them."""
    return {path: Reading(data) for path, data in site.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that all pages make."""
    return dict(build_in(tmp_path_factory.mktemp("site")))


def told(folder: Path, *extra: Page, more: tuple[SiteFile, ...] = ()) -> str:
    """Return the faults that a build tells."""
    with pytest.raises(ReportError) as caught:
        build_in(folder, extra, more=more)
    return str(caught.value)


# What readers get


def test_every_kind_of_page_is_shown(site: dict[str, bytes]) -> None:
    """There is no kind of page that the theme cannot show."""
    shown = {
        attrs["class"]
        for read in html_pages(site).values()
        for tag, attrs in read.elements
        if tag == "body"
    }

    assert shown == {f"kind-{kind}" for kind in KINDS}


def test_every_link_leads_somewhere(site: dict[str, bytes]) -> None:
    """A link within the site leads to a file of it, and its anchor to a place on that page."""
    read = html_pages(site)
    ids = {path: {attrs.get("id") for _, attrs in page.elements} for path, page in read.items()}
    lost = []
    for path, found in read.items():
        for _, attrs in found.elements:
            link = attrs.get("href") or attrs.get("src") or ""
            if not link or urlsplit(link).scheme:
                continue
            target = urlsplit(urljoin(f"https://x/edition/{path}", link))
            if not target.path.startswith("/edition/"):
                continue  # to other editions: ``links`` knows where it may lead
            file = target.path.removeprefix("/edition/") + (
                "index.html" if target.path.endswith("/") else ""
            )
            if file not in site or (target.fragment and target.fragment not in ids[file]):
                lost.append((path, link))

    assert lost == []


def test_a_strict_security_policy_finds_nothing_to_refuse(site: dict[str, bytes]) -> None:
    """No page has a style attribute, an inline script, a handler, or a style element."""
    found = [
        (path, tag, attrs)
        for path, read in html_pages(site).items()
        for tag, attrs in read.elements
        if tag == "style"
        or (tag == "script" and "src" not in attrs)
        or any(name == "style" or name.startswith("on") for name in attrs)
    ]

    assert found == []


def test_no_page_asks_another_host(site: dict[str, bytes]) -> None:
    """What a page loads lies in the site; only links lead away from it."""
    away = [
        (path, attrs)
        for path, read in html_pages(site).items()
        for tag, attrs in read.elements
        if tag not in {"a", "svg"}
        and re.match(r"https?:|//", attrs.get("href", attrs.get("src", "")))
    ]

    assert away == []


def test_numbers_are_aligned_by_class(site: dict[str, bytes]) -> None:
    """A column that Markdown aligns to the right is marked as one of numbers."""
    cells = re.findall(
        r"<t[hd]( class=\"\w+\")?>(\w*)</t[hd]>", site["findings/lamps/index.html"].decode()
    )

    assert (' class="num"', "52") in cells
    assert (' class="mid"', "yes") in cells
    assert ("", "1987") in cells


def test_one_stylesheet_holds_all(site: dict[str, bytes]) -> None:
    """Nothing blocks the first paint but one stylesheet, and the palette stands first in it."""
    sheets = [
        attrs["href"]
        for tag, attrs in Reading(site["findings/lamps/index.html"]).elements
        if tag == "link" and attrs["rel"] == "stylesheet"
    ]

    assert sheets == ["../../assets/site.css"]
    assert site["assets/site.css"].startswith(b":root{--c-ink")
    assert "assets/palette.css" not in site


def test_scripts_lose_their_comments_and_nothing_else(tmp_path: Path) -> None:
    """A script is the same to a browser: what stands in its lines is untouched."""
    script = """/* What this does:
   it waits. */
(() => {
  // not long
  const url = `https://${host}/a`; // stays
  /* one */
  wait(url, "/* no comment */");
})();
"""
    made, out = project(tmp_path), tmp_path / "out"
    (made.templates / "assets" / "wait.js").write_text(script, encoding="utf-8")
    build(pages(), files(), project=made, out=out, shelf=EDITION, timestamp=1_693_526_400)

    assert (out / "assets" / "wait.js").read_text(encoding="utf-8") == (
        "(() => {\nconst url = `https://${host}/a`; // stays\n"
        'wait(url, "/* no comment */");\n})();\n'
    )


def test_a_style_sheet_loses_its_blanks_and_nothing_else(tmp_path: Path) -> None:
    """A blank that means something stays: between selectors, and between the words of a value."""
    made, out = project(tmp_path), tmp_path / "out"
    css = "/* A. */\n.a :is(b,\n  c) {\n  margin: 0 1px;\n  font: 1px/2 a, b;\n}\n"
    (made.templates / "assets" / "site.css").write_text(css, encoding="utf-8")
    build(pages(), files(), project=made, out=out, shelf=EDITION, timestamp=1_693_526_400)

    assert (
        (out / "assets" / "site.css")
        .read_text(encoding="utf-8")
        .endswith(".a :is(b,c){margin:0 1px;font:1px/2 a,b;}")
    )


def test_no_font_is_asked_for_before_the_words(site: dict[str, bytes]) -> None:
    """Fonts are more than half of a page's bytes: the style sheet asks when there are words to set."""
    early = [
        attrs
        for read in html_pages(site).values()
        for _, attrs in read.elements
        if "woff2" in attrs.get("href", "")
    ]

    assert not early


def test_the_header_says_where_one_is(site: dict[str, bytes]) -> None:
    """The section of a page is marked as the current one, on its pages as on its index."""
    marks = {
        path: [a["href"] for _, a in read.elements if "aria-current" in a]
        for path, read in html_pages(site).items()
    }

    assert marks["countries/nordland/index.html"] == ["../"]
    assert marks["countries/index.html"] == ["./"]
    assert marks["figures/lamps/index.html"] == []


def test_a_draft_says_so_and_an_edition_says_which(tmp_path: Path) -> None:
    """A draft shows that it is one and keeps out of search engines; an edition bears its name."""
    draft = Reading(build_in(tmp_path / "draft")["index.html"])
    edition = Reading(build_in(tmp_path / "edition", shelf=EDITION)["index.html"])
    hidden = ("meta", {"name": "robots", "content": "noindex"})

    assert "This is a draft." in draft.text
    assert hidden in draft.elements
    assert "Edition 2023-09" in edition.text
    assert hidden not in edition.elements


@pytest.mark.parametrize(("earlier", "shown"), [(0, 0), (1, 1), (3, 3), (50, 5)])
def test_a_menu_leads_to_the_same_page_of_earlier_editions(
    tmp_path: Path, earlier: int, shown: int
) -> None:
    """It needs no script, shows those just before, and leads to the list of all."""
    names = [f"20{year}-06" for year in range(70, 70 - earlier, -1)]
    files = {"findings/lamps/index.html": Seal("0" * 64, 1)}
    past = tuple(Past(name, name, {}, {}, files=files) for name in names)
    made = build_in(tmp_path, shelf=Shelf("2071-06", "The <b>", past))
    menu = made["findings/lamps/index.html"].decode().partition("<details>")[2]
    menu = menu.partition("</details>")[0]

    assert re.findall('href="(.*?)"', menu) == [
        *(f"../../../{name}/findings/lamps/" for name in names[:shown]),
        "../../../editions/",
    ]
    assert "2071-06</b> <small>this edition</small> <span>The &lt;b&gt;</span>" in menu
    assert menu.count("previous") == min(earlier, 1)
    assert "did not exist" not in menu


def test_a_menu_says_where_a_page_did_not_exist(tmp_path: Path) -> None:
    """It then leads to the front page of that edition, and not to a place that is not there."""
    past = Past("2023-01", "2023-01", {}, {}, files={"index.html": Seal("0" * 64, 1)})
    made = build_in(tmp_path, shelf=Shelf("2023-09", "2023-09", (past,)))
    page, front = (made[path].decode() for path in ("data/index.html", "index.html"))

    assert '<a href="../../2023-01/"><b>2023-01</b>' in page
    assert "This page did not exist then" in page
    assert '<a href="./../2023-01/" data-same>' in front
    assert "did not exist" not in front


def test_a_draft_leads_to_the_editions_if_there_are_any(tmp_path: Path) -> None:
    """Where nothing was published, no link leads to a list that nobody made."""
    past = Past("2023-01", "2023-01", {}, {}, files={"index.html": Seal("0" * 64, 1)})
    alone = build_in(tmp_path / "alone")["index.html"].decode()
    later = build_in(tmp_path / "later", shelf=Shelf("draft", "Draft", (past,)))["index.html"]

    assert ">Draft</p>" in alone
    assert "editions/" not in alone
    assert ">Draft</summary>" in later.decode()
    assert 'href="./../2023-01/"' in later.decode()
    assert 'href="./../editions/"' in later.decode()


def test_a_page_is_found_by_its_place_in_the_newest_edition(tmp_path: Path) -> None:
    """Machines are told the page in ``latest/``; who prints it, the address that stays its own."""
    settings = SETTINGS.replace('""', "https://example.org/lights/")
    made = build_in(tmp_path, settings=settings, shelf=EDITION)
    read = Reading(made["data/index.html"])
    told = [
        a.get("href") or a.get("content")
        for _, a in read.elements
        if a.get("rel") == "canonical" or a.get("property") == "og:url"
    ]

    assert told == ["https://example.org/lights/latest/data/"] * 2
    assert "https://example.org/lights/2023-09/data/" in read.text


def test_without_an_address_the_newest_edition_is_still_named(tmp_path: Path) -> None:
    """The canonical link is relative then, and what must be absolute is left out."""
    made = build_in(tmp_path, shelf=EDITION)
    read = Reading(made["findings/lamps/index.html"])

    assert [a["href"] for _, a in read.elements if a.get("rel") == "canonical"] == [
        "../../../latest/findings/lamps/"
    ]
    assert not [a for _, a in read.elements if a.get("property") == "og:url"]


def test_an_edition_has_no_map_of_its_own(tmp_path: Path) -> None:
    """MkDocs would list addresses without the edition in them, where no page is."""
    made = build_in(tmp_path, settings=SETTINGS.replace('""', "https://example.org/"))

    assert not [path for path in made if path.startswith("sitemap")]


def test_paper_has_the_hash_that_the_edition_is_cited_with(tmp_path: Path) -> None:
    """The foot of a printed page says where it stays and by what its numbers are known."""
    settings = SETTINGS.replace('""', "https://example.org/lights/")
    made = build_in(tmp_path, settings=settings, shelf=EDITION)
    foot = Reading(made["data/index.html"]).text.partition("Edition 2023-09.")[2]

    assert "https://example.org/lights/2023-09/data/" in foot
    assert hashlib.sha256(made["cite/figures.sha256"]).hexdigest() in foot


def test_a_theme_that_prints_a_date_prints_that_of_the_edition(tmp_path: Path) -> None:
    """No page bears the day on which it happened to be built."""
    made, out = project(tmp_path), tmp_path / "out"
    footer = made.templates / "partials" / "footer.html"
    footer.write_text("Dated {{ page.update_date }}.", encoding="utf-8")
    build(pages(), files(), project=made, out=out, shelf=EDITION, timestamp=1_693_526_400)

    assert "Dated 2023-09-01." in (out / "data" / "index.html").read_text(encoding="utf-8")


# What passes from the sources


def test_hostile_front_matter_is_text(tmp_path: Path) -> None:
    """Whatever a title or a description holds is shown as it is, and does nothing."""
    words = dict.fromkeys(["title", "description", "kicker", "standfirst"], HOSTILE)
    read = Reading(build_in(tmp_path, [page("hostile.md", **words)])["hostile/index.html"])
    described = [
        a["content"] for tag, a in read.elements if tag == "meta" and a.get("name") == "description"
    ]

    assert described == [HOSTILE]
    assert read.text.count(HOSTILE) == 4  # in <title>, the kicker, the headline, the standfirst
    assert not [tag for tag, a in read.elements if tag == "b" or (tag == "script" and not a["src"])]


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        ('<p style="color:red">x</p>', '<p> has the style attribute "color:red"'),
        ("x\n{: style='color:red' }", "style attribute"),
        ("x\n{: onclick='go()' }", 'the inline handler "onclick"'),
        ("<script>go()</script>", "there is an inline script"),
        ('<script src="javascript:go()" defer></script>', 'the address "javascript:go()"'),
        ('<script src="a.js" defer></script><script defer>go()</script>', "an inline script"),
        ("[x](javascript:go\\(\\))", 'the address "javascript:go()"'),
        ('<a href="&#106;avascript:go()">x</a>', 'the address "javascript:go()"'),
        ('<iframe srcdoc="x" src="data:text/html,x"></iframe>', 'the address "data:text/html,x"'),
        ("## One {#same}\n\n## Two {#same}", '2 elements have the id "same"'),
        ("# Another headline", "there are two headlines"),
    ],
)
def test_what_may_not_be_published_is_named(tmp_path: Path, markdown: str, fault: str) -> None:
    """What runs, what a strict policy refuses, and what answers to one name twice stop a build."""
    assert fault in told(tmp_path, page("bad.md", markdown))


def test_code_shows_what_it_shows(tmp_path: Path) -> None:
    """In code, a placeholder, an address or a style attribute is only shown."""
    code = '<div data-insert="x"></div> <a href="~/nowhere/" style="y" id="content">'
    made = build_in(tmp_path, [page("code.md", f"    {code}\n\nand `{code}`")])

    assert Reading(made["code/index.html"]).text.count(code) == 2


@pytest.mark.parametrize(
    ("front", "fault"),
    [
        ('title: "T"\ntemplate: "partials/chart.html"', 'no front matter key "template"'),
        ('title: "T"\nkind: "findng"', 'no kind of page "findng"\n  Did you mean "finding"?'),
        ("title: 2023-09-01", '"title" is not text but date: 2023-09-01'),
        ("title: no", '"title" is not text but bool: False'),
        ('kind: "prose"', "the page has no title"),
        ("title: [", "the page has no title"),
    ],
)
def test_front_matter_is_text_under_known_keys(tmp_path: Path, front: str, fault: str) -> None:
    """Front matter holds plain text, under keys the theme shows: no other reaches MkDocs."""
    assert fault in told(tmp_path, Page("bad.md", f"---\n{front}\n---\n\nWords.\n"))


# Links


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("findings/lamp.md", 'the link "findings/lamp.md" leads nowhere'),
        ("lamps.csv", 'the link "lamps.csv" leads nowhere'),
        (
            "findings/lamps",
            'the link "findings/lamps" leads nowhere\n  Did you mean "findings/lamps.md"?',
        ),
        ("/findings/lamps.md", 'the link "/findings/lamps.md" leads nowhere'),
        ("data/index.md#x", 'the link "data/index.md#x" leads to a place its page does not have'),
        ("#x", 'the link "#x" leads to a place its page does not have'),
    ],
)
def test_a_link_that_leads_nowhere_is_named(tmp_path: Path, link: str, fault: str) -> None:
    """A link to no page, to no place on a page, or from the root of a host is a fault."""
    assert f"bad.md: {fault}" in told(tmp_path, page("bad.md", f"[x]({link})"))


def test_a_fault_is_told_at_its_line_in_the_sources(tmp_path: Path) -> None:
    """Where an editor wrote the link is said, for a page of a family too."""
    content = tmp_path / "content" / "ports"
    content.mkdir(parents=True)
    (content / "index.md").write_text("one\ntwo [x](gone.md)\n", encoding="utf-8")
    (content / "[slug].md").write_text("one\n\nthree [x](lost.md)\n", encoding="utf-8")
    bad = [page("ports/index.md", "[x](gone.md)"), page("ports/here.md", "[x](lost.md)")]
    lines = told(tmp_path, *bad).splitlines()

    assert 'content/ports/index.md:2: the link "gone.md" leads nowhere' in lines
    assert 'content/ports/[slug].md:3: the link "lost.md" leads nowhere' in lines


def test_links_of_finished_html_are_followed_too(tmp_path: Path) -> None:
    """An address below the site's root leads to a file of the site and to a place in it."""
    bad = with_inserts(
        page("bad.md", 'A <a href="~/findings/lamp/">number</a>.'),
        chart='<a href="~/figures/lamps.cvs">x</a> <a href="~/data/#source-survy">y</a>',
    )
    faults = told(tmp_path, bad)

    assert 'bad.md: the link "~/findings/lamp/" leads nowhere' in faults
    assert (
        'bad.md: the link "~/figures/lamps.cvs" leads nowhere\n  Did you mean "figures/lamps.csv"?'
        in faults
    )
    assert (
        '"#source-survy" of data/index.html, which has no such place\n  Did you mean "source-survey"?'
        in faults
    )


def test_the_navigation_leads_to_pages(tmp_path: Path) -> None:
    """A page that the navigation names and nobody wrote is told with its line."""
    settings = SETTINGS.replace(
        "nav:\n", "nav:\n  - Ports: ports.md\n  - More:\n    - data/index.md\n"
    )
    with pytest.raises(ReportError) as caught:
        build_in(tmp_path, settings=settings)
    lines = str(caught.value).splitlines()

    assert 'mkdocs.yml:5: the navigation names "ports.md", and there is no such page' in lines
    assert 'mkdocs.yml:6: the navigation has pages below "More"' in lines


# Inserts


@pytest.mark.parametrize(
    ("body", "inserts", "fault"),
    [
        (
            '<div data-insert="chrt"></div>',
            {"chart": "x"},
            'insert for "chrt"\n  Did you mean "chart"?',
        ),
        ("Words.", {"chart": "x"}, 'the insert "chart" has no place on the page'),
        (
            '<div data-insert="a"></div>\n\n<div data-insert="a"></div>',
            {"a": "x"},
            "inserted 2 times",
        ),
        ('Words <div data-insert="a"></div>', {"a": "x"}, 'the placeholder of "a" shares its line'),
    ],
)
def test_each_insert_has_its_one_place(
    tmp_path: Path, body: str, inserts: dict[str, str], fault: str
) -> None:
    """Finished HTML stands where its placeholder stands, once, and none is left over."""
    bad = Page("bad.md", page("bad.md", body).markdown, inserts)

    assert fault in told(tmp_path, bad)


def test_inserts_do_not_pass_through_markdown(tmp_path: Path) -> None:
    r"""What is finished is published as it is: no emphasis, no backslash, no entity changes."""
    finished = r"<p>\1 \g<0> *a* _b_ [c](d.md) &lt; {: .x }</p>"
    made = build_in(tmp_path, [with_inserts(page("raw.md"), raw=finished)])

    assert finished.encode() in made["raw/index.html"]


# The same each time, and nothing else touched


def test_the_same_pages_make_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the folder, nor the clock, nor the time zone, nor the environment leaves a trace."""
    settings = SETTINGS.replace('""', "https://example.org/")
    first = build_in(tmp_path / "first", settings=settings)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    time.tzset()
    second = build_in(tmp_path / "second one", settings=settings)
    monkeypatch.undo()
    time.tzset()

    assert first == second


def test_every_web_server_can_read_the_files(tmp_path: Path) -> None:
    """Files are 0644 and folders 0755, whoever builds and however shy."""
    umask = os.umask(0o077)
    try:
        build_in(tmp_path)
    finally:
        os.umask(umask)
    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (tmp_path / "out").rglob("*")
    }

    assert modes == {(True, 0o755), (False, 0o644)}


@pytest.mark.parametrize("broken", [False, True])
def test_a_build_leaves_the_process_as_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], *, broken: bool
) -> None:
    """Built or not, nothing is printed, and environment, umask and logging are as before."""

    def state() -> tuple[object, ...]:
        log = logging.getLogger("mkdocs")
        mask = os.umask(0o022)
        os.umask(mask)
        return dict(os.environ), mask, log.level, log.propagate, tuple(log.handlers)

    before = state()
    if broken:
        told(tmp_path, page("bad.md", "[x](y.md)"))
    else:
        build_in(tmp_path)

    assert state() == before
    assert capfd.readouterr() == ("", "")


def test_a_site_is_brought_up_to_date(tmp_path: Path) -> None:
    """What is the same stays as it is, what is not is made anew, and what is no part of it goes."""
    first = dict(build_in(tmp_path))
    out = tmp_path / "out"
    numbers = {path: (out / path).stat().st_ino for path in first}
    with (out / "index.html").open("rb") as read:  # by a browser, say
        (out / "index.html").write_bytes(b"half")
        (out / "assets/site.css").unlink()
        (out / "assets/site.css").mkdir()
        (out / "assets/site.css" / "old.html").touch()
        (out / "gone/deep").mkdir(parents=True)
        (out / "gone/deep/edition.json").write_text("{}", encoding="utf-8")

        assert dict(build_in(tmp_path)) == first
        assert read.read() == b"half"
    assert not (out / "gone").exists()
    moved = {path for path in first if (out / path).stat().st_ino != numbers[path]}
    assert moved == {"assets/site.css", "index.html"}


def test_what_is_no_file_is_no_part_of_a_site(tmp_path: Path) -> None:
    """A link in the folder leads nowhere that is written to; the folder is made anew."""
    first = dict(build_in(tmp_path))
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text("mine", encoding="utf-8")
    (tmp_path / "out/index.html").unlink()
    (tmp_path / "out/index.html").symlink_to(elsewhere)

    assert dict(build_in(tmp_path)) == first
    assert elsewhere.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "out/index.html").is_symlink()


def test_the_tree_on_disk_is_this_tree_only(tmp_path: Path) -> None:
    """The folder of the Markdown tree holds the pages of the last build, and no older one."""
    made, tree = project(tmp_path), tmp_path / ".build" / "pages"
    for number, extra in enumerate(("once.md", "now.md")):
        out = tmp_path / f"out{number}"
        all_pages = [*pages(), page(extra)]
        build(all_pages, files(), project=made, out=out, shelf=DRAFT, timestamp=0)

    assert (tree / "now.md").is_file()
    assert not (tree / "once.md").exists()


def test_what_a_killed_run_left_is_emptied_by_the_next(tmp_path: Path) -> None:
    """While a tree is emptied its mark stays: wherever that ends, the next run knows it as ours."""
    tree = tmp_path / "tree"
    write([SiteFile("a/b.md", b""), SiteFile("c.md", b"")], tree, shown="tree")
    kept = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in {"os.remove", "shutil.rmtree"} and "tree" in str(arguments[0]):
            kept.append((tree / ".filled-by-report").is_file())

    sys.addaudithook(hook)
    write([SiteFile("d.md", b"")], tree, shown="tree")

    assert len(kept) >= 2
    assert all(kept)
    assert sorted(path.name for path in tree.iterdir()) == [".filled-by-report", "d.md"]


def test_a_folder_of_others_is_not_emptied(tmp_path: Path) -> None:
    """What the program did not write it does not remove."""
    theirs = tmp_path / ".build" / "pages" / "thesis.md"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("years of work", encoding="utf-8")

    assert ".build/pages: this folder holds files of others" in told(tmp_path)
    assert theirs.read_text(encoding="utf-8") == "years of work"


@pytest.mark.parametrize(
    "path",
    [
        "../up.txt",
        "/root.txt",
        "a/../../b.txt",
        "a\\b.txt",
        ".hidden",
        "a//b",
        "ü.txt",
        "a b",
        "a\n",
    ],
)
def test_no_file_leaves_the_site(tmp_path: Path, path: str) -> None:
    """A path is plain, and stays below the folder it is in."""
    assert "cannot be a path of the site" in told(tmp_path, more=(SiteFile(path, b""),))


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("figures/lamps.csv", "would be written over"),
        ("figures/LAMPS.csv", "would be written over"),
        ("figures/lamps.csv/x", '"figures/lamps.csv" would be both a file and a folder'),
        ("figures/lamps/index.html", "would both be figures/lamps/index.html"),
        ("assets/site.css", "would be written over"),
        ("templates/x.txt", '"templates/" cannot be an address'),
    ],
)
def test_an_address_is_given_once(tmp_path: Path, path: str, fault: str) -> None:
    """Nothing is written over, and nothing is left out without a word."""
    assert fault in told(tmp_path, more=(SiteFile(path, b""),))


def test_a_readme_is_no_page(tmp_path: Path) -> None:
    """MkDocs would take it for the index of its folder, and drop one of the two."""
    assert "is not README.md" in told(tmp_path, page("findings/README.md"))


# mkdocs.yml


def settings_in(folder: Path, text: str) -> Project:
    """Return a project whose mkdocs.yml holds this."""
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return Project(folder)


def test_the_settings_say_what_the_publication_is(tmp_path: Path) -> None:
    """Name, description, address and locale are read; what only MkDocs knows is left to it."""
    text = "site_name: A\nsite_description: B\nsite_url: https://c.example/d/\nextra: {locale: de}\nx: !ENV [Y]\n"
    (tmp_path / "templates/words").mkdir(parents=True)
    (tmp_path / "templates/words/de.po").write_text('msgid "Close"\nmsgstr "Zu"\n', "utf-8")
    site = read_site(settings_in(tmp_path, text))

    assert site.sayings.gettext("Close") == "Zu"
    assert (site.name, site.description, site.url, site.locale) == (
        "A",
        "B",
        "https://c.example/d/",
        "de",
    )


def test_the_settings_say_who_publishes_and_on_which_terms(tmp_path: Path) -> None:
    """Both may be left out."""
    extra = "extra: {publisher: ' The Board ', licence_url: 'https://c.example/by/4.0/'}\n"
    site = read_site(settings_in(tmp_path, f"site_name: A\n{extra}"))
    bare = read_site(settings_in(tmp_path, "site_name: A\n"))

    assert (site.publisher, site.licence_url) == ("The Board", "https://c.example/by/4.0/")
    assert (bare.publisher, bare.licence_url) == ("", "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "site_name: x\nextra:\n  licence_url: CC BY",
            'mkdocs.yml:3: "CC BY" is not a web address',
        ),
        ("site_name: [", "mkdocs.yml:2: this is not YAML"),
        ("- a", "mkdocs.yml: this holds no settings"),
        ("site_description: x", "mkdocs.yml: the publication has no name"),
        ("site_name: x\nsite_url: example.org", 'mkdocs.yml:2: "example.org" is not the address'),
        ("site_name: x\nsite_url: https://a.example/b", "mkdocs.yml:2: "),
        ("site_name: x\nextra:\n  locale: NO", 'mkdocs.yml:3: "False" is not a locale'),
        ("site_name: x\nextra:\n  locale: en-GB", 'mkdocs.yml:3: "en-GB" is not a locale'),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    """What is wrong in mkdocs.yml is said before anything is built."""
    with pytest.raises(ReportError) as caught:
        read_site(settings_in(tmp_path, text + "\n"))

    assert str(caught.value).startswith(fault)


def test_there_is_no_site_without_settings(tmp_path: Path) -> None:
    """A folder without mkdocs.yml is told as such."""
    with pytest.raises(ReportError, match="there is no such file"):
        read_site(Project(tmp_path))


def test_a_setting_that_mkdocs_refuses_is_a_fault(tmp_path: Path) -> None:
    """MkDocs' own complaints about its settings arrive as faults, and end no process."""
    with pytest.raises(ReportError) as caught:
        build_in(tmp_path, settings=SETTINGS + "site_author: [1]\n")

    assert "site_author" in str(caught.value)
