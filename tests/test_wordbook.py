"""The words of theme and generator: whole in every language, and nothing else on a page."""

import ast
import html
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import build
from report import wordbook
from report.editions import ExitCode
from report.errors import ReportError, ReportErrors
from report.model import Project
from report.sayings import Sayings
from report.theme import furnish, read_theme
from tests.test_editions import tree
from tools import words

ROOT = Path(__file__).resolve().parents[1]
RIVER = ROOT / "tests/sites/fluss_in_zahlen"
FILES = sorted((ROOT / "templates/words").glob("*.po"))
CORRECTION = """\
- id: 2021-11-a
  date: 2021-11-04
  edition: 2021-10
  where: /, charts/haefen, figures/haefen
  said: In Oberau legten weniger Schiffe an.
  right: Es waren mehr.
  why: Ein Blatt fehlte.
  corrected: 2022-10
"""
# Words of one message that German has too, and names of things that are no words of the theme.
SAME = {"Link", "Name:", "In %(work)s"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_words_is_whole_and_up_to_date(path: Path) -> None:
    """Each message is translated, none is left of old: else run tools/words.py and translate."""
    content, lacking = words.updated(words.messages(), path)

    assert lacking == []
    assert content == path.read_bytes()


def test_english_and_german_are_there() -> None:
    """English to be reworded, German as the proof that a language can be added."""
    assert [path.stem for path in FILES] == ["de", "en"]


def test_every_message_of_the_code_is_found() -> None:
    """The extractor does not see a call within an f-string: none hides there."""
    known = {
        each
        for message in words.messages()
        for each in ([message.id] if isinstance(message.id, str) else message.id)
    }
    said = {text for path in (ROOT / "report").rglob("*.py") for text in _said(path)}

    assert said
    assert said - known == set()


@pytest.mark.parametrize("locale", ["en", "de", "de_AT"])
def test_a_locale_has_the_words_of_its_language(locale: str) -> None:
    """A region without words of its own has those of the language."""
    said = wordbook.read(Project(ROOT), locale)

    assert said.gettext("Skip to the text") == (
        "Skip to the text" if locale == "en" else "Zum Text springen"
    )
    assert said.ngettext("%(num)s row", "%(num)s rows", 1) in {"1 row", "1 Zeile"}
    assert said.ngettext("%(num)s row", "%(num)s rows", 0) in {"0 rows", "0 Zeilen"}


def test_a_language_without_words_is_refused() -> None:
    """A page of two languages would be worse than none."""
    with pytest.raises(ReportError, match='no words for the locale "fr"') as told:
        wordbook.read(Project(ROOT), "fr")

    assert "templates/words/fr.po" in str(told.value)


@pytest.mark.parametrize(
    ("string", "what"),
    [
        ("<b>Seit</b> %(name)s", 'has "<"'),
        ("Ausgabe %(nam)s", "has not the values"),
        ("100 % %(name)s", "begins no value"),
    ],
)
def test_a_translation_that_would_break_a_page_is_refused(
    tmp_path: Path, string: str, what: str
) -> None:
    """It is plain text with the values of its message."""
    folder = tmp_path / "templates/words"
    folder.mkdir(parents=True)
    text = (
        f'msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "Edition %(name)s"\nmsgstr "{string}"\n'
    )
    (folder / "de.po").write_text(text, encoding="utf-8")

    with pytest.raises((ReportError, ReportErrors), match=re.escape(what)):
        wordbook.read(Project(tmp_path), "de")


def test_what_a_translation_says_is_escaped() -> None:
    """In an attribute too: a quote in a message does not end it, nor does one in a value."""
    environment = read_theme(Project(ROOT)).environment
    furnish(environment, Sayings({"Close": 'Zu "machen"', "Edition %(name)s": "A'%(name)s"}))

    made = environment.from_string('{{ _("Close") }}|{{ _("Edition %(name)s", name="<b>") }}')

    assert made.render() == "Zu &#34;machen&#34;|A&#39;&lt;b&gt;"


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A German publication in the theme of this repository: two editions, one of them corrected."""
    root = tmp_path_factory.mktemp("river") / "site"
    shutil.copytree(RIVER, root)
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    assert build.main(["--project", str(root), "publish", "2021-10"]) == ExitCode.DONE
    data = root / "data/haefen.csv"
    data.write_text(
        data.read_text("utf-8").replace("4318,402", "4419,402") + "untertal,Untertal,77,3\n",
        "utf-8",
    )
    (root / "editions/corrections.yml").write_text(CORRECTION, encoding="utf-8")
    assert build.main(["--project", str(root), "publish", "2022-10"]) == ExitCode.DONE
    return Project(root)


def test_a_german_page_has_no_english_words(river: Project) -> None:
    """Of every kind of page, of what is read aloud, and of what scripts say."""
    english = {
        _without_values(each)
        for message in read_po(
            io.BytesIO((ROOT / "templates/words/en.po").read_bytes()), locale="en"
        )
        if message.id
        for each in ([message.id] if isinstance(message.id, str) else message.id)
        if each not in SAME
    }
    phrases = [
        re.compile(rf"(?<!\w){re.escape(part)}(?!\w)")
        for message in english
        for part in message
        if " " in part.strip()
    ]
    found: dict[tuple[str, str], str] = {}
    for path, content in tree(river.site).items():
        if path.endswith((".html", ".readme.txt", "LICENCES.txt", "feed.xml")):
            text = _seen(content.decode())
            found |= {(path, each[0]): text for phrase in phrases for each in phrase.finditer(text)}

    assert [*found] == []


def test_a_german_page_prints_as_german_does(river: Project) -> None:
    """Language, points and commas, percent, lists, dates, quotes, names of territories."""
    front = html.unescape((river.site / "2022-10/index.html").read_text(encoding="utf-8"))
    log = (river.site / "corrections/index.html").read_text(encoding="utf-8")
    cite = (river.site / "2022-10/charts/haefen/index.html").read_text(encoding="utf-8")

    assert '<html lang="de">' in front
    assert "6.544" in front
    assert "8,5\u00a0%" in front
    assert "Oberau, Neumühl, Kaltbach und Untertal" in front
    assert "in Deutschland und Tschechien" in front
    assert "4. November 2021" in log
    assert "„" in cite
    assert "Diagramm: Der Fluss in Zahlen, Ausgabe 2022-10" in cite


def _said(path: Path) -> Iterator[str]:
    """Yield the messages that a file of code says."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            most = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}.get(name, 0)
            for given in node.args[:most]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


def _without_values(message: str) -> tuple[str, ...]:
    return tuple(part.strip(" .,:;()") for part in re.split(r"%\(\w+\)s", message))


def _seen(text: str) -> str:
    """Return what of a page is read, aloud or by a script: attributes too, no code and no data."""
    bare = re.sub(r"<(script|style|code|pre)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"[<>]", " ", bare)).split())
