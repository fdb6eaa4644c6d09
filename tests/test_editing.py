"""What helps an editor's tools: schemas that complete and check files, and a hook before commits.

A schema tells of the keys that the code reads, of all of them and of no others; so what is
completed is understood, and what is understood is completed.
"""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from report import contract, corrections, differences, moved, reasons, refusals, scaffolds, settings
from report.contract.jsonfile import JsonFile, parse
from report.errors import ReportError
from report.model import Project
from report.pages import FRONT_KEYS
from report.refusals import RULES
from tests.validating import closed

ROOT = Path(__file__).resolve().parents[1]
SITES = ROOT / "tests/sites"
SCHEMAS = ROOT / "docs/schemas/editing"
FERRIES = SITES / "harbour_ferries"
READERS: dict[str, Callable[[Project], object]] = {
    "waivers.yml": refusals.read_waivers,
    "reasons.yml": reasons.read,
    "differences.yml": differences.read,
    "moved.yml": moved.read,
    "editions/corrections.yml": corrections.read,
}
OF_FILES = {
    **{path: Path(path).stem for path in READERS},
    "mkdocs.yml": "mkdocs",
    "data/datapackage.json": "datapackage",
}
# Faulty projects whose fault is one of form: the schema sees it as the build does.
MALFORMED = {
    "all_faults_of_prose",
    "contract_not_json",
    "contract_of_no_such_type",
    "contract_source_without_terms",
    "explanation_malformed",
    "front_matter_key_unknown",
    "page_not_utf8",
    "page_that_is_a_folder",
    "reason_without_a_day",
    "reasons_not_yaml",
    "settings_not_yaml",
    "settings_of_no_locale",
    "settings_with_an_address_that_is_none",
    "settings_without_a_name",
    "thirty_at_once",
    "waiver_of_a_moved_number",
    "waiver_of_an_unknown_rule",
    "waiver_without_a_date",
    "waiver_without_a_name",
    "waivers_not_yaml",
    "waivers_that_are_no_list",
}
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_PASSED_ON = re.compile("For other programs|passed on as it is|Readers get the data")


class Core(yaml.SafeLoader):
    """YAML as editors' tools read it: a day is a text."""


Core.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(name: str) -> dict[str, Any]:
    """Return the schema of a file."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())
    return found


def faults(document: object, name: str) -> list[str]:
    """Return what in a file is not as its schema says, names that it does not tell of included."""
    validator = jsonschema.Draft202012Validator(closed(schema(name)))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def faults_of(root: Path) -> list[str]:
    """Return what in the files of a project is not as their schemas say."""
    found = []
    for path, name in OF_FILES.items():
        if (root / path).is_file():
            text = (root / path).read_text(encoding="utf-8")
            # A Loader of our own, which makes plain values alone.
            document = json.loads(text) if path.endswith("json") else yaml.load(text, Core)  # noqa: S506 - Core is YAML's own and safe
            found += [f"{path} {fault}" for fault in faults(document, name)]
    for page in sorted((root / "content").rglob("*.md")):
        if match := _FRONT.match(page.read_text(encoding="utf-8")):
            lines = [line.partition(":") for line in match[1].splitlines() if line.strip()]
            front = {key.strip(): value.strip() for key, _, value in lines}
            found += [f"{page.name} {fault}" for fault in faults(front, "page")]
    return found


def is_marked(root: Path) -> bool:
    """Tell whether an editor sees a fault: a file against its schema, or one that is no text at all."""
    try:
        return bool(faults_of(root))
    except (yaml.YAMLError, ValueError, OSError):  # no YAML, no JSON or UTF-8, no file
        return True


@pytest.mark.parametrize("path", sorted(SCHEMAS.iterdir()), ids=lambda path: path.name)
def test_a_schema_explains_each_of_its_keys(path: Path) -> None:
    """What is completed is told with what it means; only the parts of a CSV's dialect are plain."""
    document = json.loads(path.read_bytes())
    jsonschema.Draft202012Validator.check_schema(document)
    told = {name: part for name, part in _properties(document) if "const" not in part}

    assert document["title"]
    assert document["description"]
    assert {name for name, part in told.items() if not part.keys() & {"description", "$ref"}} <= {
        "theme",
        "reference",
    }


@pytest.mark.parametrize(
    "root",
    [ROOT, *(path.parent for path in sorted(SITES.glob("*/mkdocs.yml"))), SITES / "faulty/_good"],
    ids=lambda root: root.name,
)
def test_sound_files_are_as_their_schemas_say(root: Path) -> None:
    """An editor sees no fault where the build sees none."""
    assert faults_of(root) == []


def test_malformed_files_are_seen_by_their_schemas() -> None:
    """What the build refuses for its form alone is marked while it is typed."""
    cases = [path for path in (SITES / "faulty").iterdir() if path.name != "_good"]

    assert {case.name for case in cases if is_marked(case)} == MALFORMED


@pytest.mark.parametrize("path", READERS)
def test_the_keys_of_an_entry_are_those_that_are_read(path: str, tmp_path: Path) -> None:
    """An entry without any of them is told each that it lacks."""
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("- nothing: x\n", encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        READERS[path](Project(tmp_path))
    lacking = {m[1] for e in raised.value.errors if (m := re.search(r'lacks "(\w+)"', e.what))}
    items = schema(OF_FILES[path])["items"]

    assert lacking == items["properties"].keys() == set(items["required"])
    assert items["additionalProperties"] is False


def test_the_rules_of_a_waiver_are_those_there_are() -> None:
    """All but those that cannot be waived."""
    rules = schema("waivers")["items"]["properties"]["rule"]["enum"]

    assert {*rules, refusals.MOVED, refusals.UNWRITTEN} == RULES
    assert not {refusals.MOVED, refusals.UNWRITTEN} & {*rules}


def test_the_keys_of_front_matter_are_those_that_are_read() -> None:
    """A page may have these and no others."""
    assert schema("page")["properties"].keys() == FRONT_KEYS


class Noted(dict[str, Any]):
    """A part of a file that notes which keys of it are asked for."""

    def __init__(self, value: dict[str, Any], place: str, notes: set[str]) -> None:
        super().__init__({key: noted(each, f"{place}.{key}", notes) for key, each in value.items()})
        self._place, self._notes = place, notes

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as a dict's
        """Note the key."""
        self._notes.add(f"{self._place}.{key}")
        return super().get(key, default)


def noted(value: Any, place: str, notes: set[str]) -> Any:  # noqa: ANN401 - what JSON holds
    """Return a value whose parts note the keys that are asked for, as paths without positions."""
    if isinstance(value, dict):
        return Noted(value, place, notes)
    return [noted(each, place, notes) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("root", [ROOT, FERRIES], ids=lambda root: root.name)
def test_the_keys_of_a_package_are_those_that_are_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that are not say that they are for others."""
    notes: set[str] = set()

    def noting(text: str, path: str) -> JsonFile:
        file = parse(text, path)
        return JsonFile(file.path, noted(file.value, "", notes), file.lines)

    monkeypatch.setattr(contract, "parse", noting)
    contract.read(Project(root))
    described = dict(_paths(schema("datapackage"), schema("datapackage")))
    # What this project does not have is not asked for its parts.
    asked = {path.rpartition(".")[0] for path in notes}
    unread = {path for path in described.keys() - notes if path.rpartition(".")[0] in asked}

    assert notes - described.keys() == set()
    assert {path for path in unread if not _PASSED_ON.search(described[path])} == set()


def test_the_settings_of_ours_are_those_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the generator, which reads some itself, and by the theme."""
    notes: set[str] = set()
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    monkeypatch.setattr(settings, "_read", lambda _: noted(config, "", notes))
    settings.read_site(Project(ROOT))
    files = [*(ROOT / "report/website").glob("*.py"), *(ROOT / "templates").rglob("*.html")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    named = {m[1] for t in texts for m in re.finditer(r'\.extra(?:\.get\("|\.(?!get))(\w+)', t)}
    read = {note.removeprefix(".extra.") for note in notes if note.startswith(".extra.")}

    assert read | named == schema("mkdocs")["properties"]["extra"]["properties"].keys()
    assert {note for note in notes if note.count(".") == 1} - {".extra"} <= {
        f".{name}" for name in schema("mkdocs")["properties"]
    }


@pytest.mark.parametrize("path", [path for path in OF_FILES if (ROOT / path).is_file()])
def test_a_file_of_ours_names_its_schema(path: str) -> None:
    """On its first line, by the way to it from where the file stands."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".json"):
        named = json.loads(text)["$schema"]
    else:
        first = text.partition("\n")[0]
        named = first.removeprefix("# yaml-language-server: $schema=")

        assert named != first

    assert (ROOT / path).parent.joinpath(named).resolve() == SCHEMAS / (
        f"{OF_FILES[path]}.schema.json"
    )


def test_an_editor_that_reads_no_first_line_has_the_same_schemas() -> None:
    """The settings of the folder say it of each file, whether or not it is there yet."""
    told = json.loads((ROOT / ".vscode/settings.json").read_bytes())
    of_yaml = {path.removeprefix("/"): name for name, path in told["yaml.schemas"].items()}
    of_json = {each["fileMatch"][0].removeprefix("/"): each["url"] for each in told["json.schemas"]}
    meant = {
        path: Path(name).name.partition(".")[0] for path, name in {**of_yaml, **of_json}.items()
    }

    assert meant == OF_FILES
    assert all((ROOT / name).is_file() for name in {**of_yaml, **of_json}.values())


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new publication, with what is installed here."""
    root = scaffolds.project(tmp_path_factory.mktemp("editing") / "coast", "A coast")
    (root / ".venv").symlink_to(sys.prefix)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def test_the_hook_checks_before_a_commit(coast: Path) -> None:
    """It passes what an edition would be made of, and stops what would be refused."""
    [hook] = _hooks(coast)
    for path in (
        *coast.glob("mkdocs.yml"),
        *coast.glob("content/*.md"),
        *coast.glob("data/*.json"),
    ):
        path.write_text(path.read_text("utf-8").replace("TODO: ", ""), encoding="utf-8")
    page = coast / "content/index.md"
    passed = _run(hook, coast)
    sound = page.read_text(encoding="utf-8")
    page.write_text(f"{sound}\nForty boats.\n", encoding="utf-8")
    stopped = _run(hook, coast)
    page.write_text(sound, encoding="utf-8")

    assert (passed.returncode, passed.stderr) == (0, "")
    assert stopped.returncode == 2
    assert '"Forty" is bound to no figure' in stopped.stderr


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("content/findings/tides.md", True),
        ("queries/claims/north.sql", True),
        ("data/boats.csv", True),
        ("mkdocs.yml", True),
        ("editions/corrections.yml", True),
        ("README.md", False),
        ("tools/install.py", False),
    ],
)
def test_the_hook_runs_when_it_matters(path: str, *, matters: bool) -> None:
    """A commit of something else is not held up."""
    [hook] = _hooks(ROOT)

    assert bool(re.search(hook["files"], path)) is matters


def test_the_style_of_files_is_told_to_every_editor() -> None:
    """As the checkers want it: no tabs but in a Makefile, one line end, UTF-8."""
    sections = re.split(
        r"^\[(.+)\]$", (ROOT / ".editorconfig").read_text("utf-8"), flags=re.MULTILINE
    )
    told = dict(zip(sections[1::2], sections[2::2], strict=True))

    assert sections[0].strip() == "root = true"
    assert {"charset = utf-8", "end_of_line = lf"} <= set(told["*"].splitlines())
    assert "max_line_length = 100" in told["*.py"]
    assert "indent_style = tab" in told["Makefile"]


def _hooks(root: Path) -> list[dict[str, Any]]:
    config = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return [hook for repo in config["repos"] for hook in repo["hooks"]]


def _run(hook: dict[str, Any], root: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command of a hook as pre-commit does: from the root, without names of files."""
    assert hook["language"] == "system"
    assert hook["pass_filenames"] is False
    words = shlex.split(hook["entry"])
    return subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)


def _properties(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - what JSON holds
    """Yield every key that a schema tells of."""
    if isinstance(part, dict):
        properties = part.get("properties")
        if isinstance(properties, dict):
            yield from properties.items()
        for each in part.values():
            yield from _properties(each)
    if isinstance(part, list):
        for each in part:
            yield from _properties(each)


def _paths(part: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path of every key that a schema tells of, with what it says of it."""
    if "$ref" in part:
        part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    if "items" in part:
        yield from _paths(part["items"], whole, at)
    for name, each in part.get("properties", {}).items():
        yield f"{at}.{name}", each.get("description", "")
        yield from _paths(each, whole, f"{at}.{name}")
