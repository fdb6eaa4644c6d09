"""Edits of a small publication at random, and what its draft is after them, built on and from nothing.

sequence = Edits(folder, seed=1)
sequence.run(steps=5)      # edits, and builds after each of them
sequence.differences()     # of the last draft against one that is built from nothing
"""

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from report import pipeline
from report.errors import ReportError
from report.model import Project
from report.refusals import Judgement
from report.voice import SILENT

FERRIES = Path(__file__).resolve().parent / "sites" / "harbour_ferries"
SOURCES = ("charts", "content", "data", "queries", "templates")
_LAST = re.compile(r"(\d+)(?=\n\Z)")


@dataclass
class Edits:
    """A publication that is edited and built again and again; invented, like its edits."""

    folder: Path
    seed: int
    told: list[str] = field(default_factory=list)  # each edit, for whoever has to look into one

    def __post_init__(self) -> None:
        self.project = Project(self.folder / "worked-on")
        if not self.project.root.exists():
            shutil.copytree(FERRIES, self.project.root)
            pipeline.publish(self.project, "2023-01", "The first", SILENT)
        self.chance = random.Random(self.seed)  # noqa: S311 - examples, no secrets

    def run(self, steps: int) -> None:
        """Edit so many times, and build a draft after each of them."""
        for _ in range(steps):
            self.edit()
            build(self.project)

    def edit(self) -> None:
        """Make one edit, of any kind."""
        edit = self.chance.choice(EDITS)
        self.told.append(f"{edit.__name__}: {edit(self.project.root, self.chance)}")

    def differences(self) -> list[str]:
        """Return what the draft has otherwise than one that is built of the same sources from nothing.

        A build that ends with faults must end with the same ones.
        """
        clean = Project(self.folder / "clean")
        shutil.rmtree(clean.root, ignore_errors=True)
        for name in (*SOURCES, "editions", "site"):
            shutil.copytree(self.project.root / name, clean.root / name, dirs_exist_ok=True)
        for path in self.project.root.glob("*.yml"):
            shutil.copy2(path, clean.root / path.name)
        shutil.rmtree(clean.root / "site" / "draft", ignore_errors=True)
        for fonts in ("fonts", "web-fonts"):  # made of npm's packages alone, which no edit touches
            shutil.copytree(self.project.build / fonts, clean.build / fonts)
        here, there = build(self.project), build(clean)
        if isinstance(here, str) or isinstance(there, str):
            return (
                [] if here == there else [f"{here!r} is {there!r} where it is built from nothing"]
            )
        one, two = _tree(self.project), _tree(clean)
        differ = [
            path for path in sorted(one.keys() | two.keys()) if one.get(path) != two.get(path)
        ]
        return differ + ([] if here == there else ["what an edition would be refused for"])


def build(project: Project) -> str | Judgement:
    """Build a draft; return what it was judged to be, or its faults."""
    try:
        return pipeline.draft(project, SILENT)[1]
    except ReportError as error:
        return "\n".join(map(str, error.errors))


def _tree(project: Project) -> dict[str, bytes]:
    draft = project.site / "draft"
    return {
        path.relative_to(draft).as_posix(): path.read_bytes()
        for path in draft.rglob("*")
        if path.is_file()
    }


def _write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.name


def _any(root: Path, chance: random.Random, *patterns: str) -> Path | None:
    found = sorted(path for pattern in patterns for path in root.glob(pattern) if path.is_file())
    return chance.choice(found) if found else None


def sentence(root: Path, chance: random.Random) -> str:
    """Add a line to a page, or take the last one out."""
    path = _any(root, chance, "content/**/*.md")
    if path is None:
        return "nothing"
    text = path.read_text(encoding="utf-8")
    if chance.random() < 0.3 and text.rstrip().endswith("say nothing new."):
        return _write(path, text.rstrip().rpartition("\n")[0].rstrip() + "\n")
    words = chance.choice(["Gulls", "Terns", "Otters", "Herons"])
    return _write(path, f"{text.rstrip()}\n\n{words} say nothing new.\n")


def number(root: Path, chance: random.Random) -> str:
    """Change the numbers of a row of data."""
    path = root / "data" / "months.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = chance.randrange(1, len(lines))
    line, month, passengers, planned, cancelled = lines[at].split(",")
    passengers = str(int(passengers) + chance.choice([-1, 1, 10, 900]))
    cancelled = str(min(int(planned), int(cancelled) + chance.choice([0, 0, 1])))
    lines[at] = f"{line},{month},{passengers},{planned},{cancelled}"
    return _write(path, "\n".join([*lines, ""]))


def harbour(root: Path, chance: random.Random) -> str:
    """Add a harbour, which has a page of its own, or take one out that was added."""
    path = root / "data" / "harbours.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    added = [line for line in lines if line.startswith("X")]
    if added and chance.random() < 0.5:
        lines.remove(chance.choice(added))
    else:
        code = f"X{chance.choice('ABCDEF')}"
        if not any(line.startswith(code) for line in lines):
            lines.append(f"{code},New {code},new-{code.lower()},{chance.randrange(1800, 1990)}")
    return _write(path, "\n".join([lines[0], *sorted(lines[1:]), ""]))


def query(root: Path, chance: random.Random) -> str:
    """Change the title or the note of a query."""
    path = _any(root, chance, "queries/*.sql", "queries/claims/*.sql")
    if path is None:
        return "nothing"
    text = path.read_text(encoding="utf-8")
    key = chance.choice(["title", "note", "says"])
    word = chance.choice(["by boat", "by ferry", "on the water"])
    return _write(
        path,
        re.sub(
            rf"^(-- {key}: .*?)( by boat| by ferry| on the water)?(\.?)$",
            rf"\1 {word}\3",
            text,
            count=1,
            flags=re.MULTILINE,
        ),
    )


def chart(root: Path, chance: random.Random) -> str:
    """Change what a chart is said to show."""
    path = _any(root, chance, "charts/*.py")
    if path is None:
        return "nothing"
    text = path.read_text(encoding="utf-8")
    word = chance.choice(["plainly", "clearly", "as ever"])
    return _write(
        path,
        re.sub(
            r'\A"""(.*?)(?:, (?:plainly|clearly|as ever))?\.',
            rf'"""\1, {word}.',
            text,
            count=1,
            flags=re.DOTALL,
        ),
    )


def template(root: Path, chance: random.Random) -> str:
    """Change a part of the theme."""
    path = _any(
        root, chance, "templates/partials/*.html", "templates/main.html", "templates/assets/*.css"
    )
    if path is None:
        return "nothing"
    text = path.read_text(encoding="utf-8")
    mark = "/* changed */" if path.suffix == ".css" else "<!-- changed -->"
    return _write(
        path, text.removesuffix(f"{mark}\n") if text.endswith(f"{mark}\n") else f"{text}{mark}\n"
    )


def settings(root: Path, chance: random.Random) -> str:
    """Change what the publication is called."""
    path = root / "mkdocs.yml"
    name = chance.choice(["Ferries", "Harbour ferries", "Boats of the harbour"])
    text = path.read_text(encoding="utf-8")
    return _write(path, re.sub(r"^site_name: .*$", f"site_name: {name}", text, flags=re.MULTILINE))


def page(root: Path, chance: random.Random) -> str:
    """Add a page with a number, a link and a table, or take it out, or rename it."""
    path = root / "content" / "findings" / "tides.md"
    other = path.with_name("ebb.md")
    there = path if path.exists() else other if other.exists() else None
    if there and chance.random() < 0.5:
        there.unlink()
        return f"{there.name} taken out"
    if there:
        return there.rename(other if there == path else path).name
    return _write(
        path,
        "---\ntitle: The tides\n---\nThey carried {{ fig.season.passengers }} people.\n\n"
        "{{ table(fig.harbour_traffic) }}\n\n[The front](../index.md)\n",
    )


def mishap(root: Path, chance: random.Random) -> str:
    """Take out a page that others lead to, or misspell a figure: a build must end with faults."""
    landings, index = root / "content/findings/landings.md", root / "content/index.md"
    if chance.random() < 0.5 and landings.exists():
        landings.unlink()
        return "landings.md taken out"
    text = index.read_text(encoding="utf-8")
    return _write(index, text.replace("fig.season.lines", "fig.season.liens", 1))


def reversion(root: Path, chance: random.Random) -> str:
    """Put a folder of the sources, or all of them, back as they were at first."""
    chosen = [chance.choice(SOURCES)] if chance.random() < 0.6 else SOURCES
    for name in chosen:
        shutil.rmtree(root / name)
        shutil.copytree(FERRIES / name, root / name)
    if len(chosen) > 1:
        shutil.copy2(FERRIES / "mkdocs.yml", root / "mkdocs.yml")
    return ", ".join(chosen)


EDITS: tuple[Callable[[Path, random.Random], str], ...] = (
    *(sentence, sentence, number, number, harbour, query, chart, template, settings),
    *(page, mishap, reversion, reversion),
)
