"""A bundle holds all that an edition is made of, and is made again from itself."""

import hashlib
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from report import archive, bundle, seals
from report.errors import ReportError
from report.manifest import Edition, Manifest, Seal, format_manifest
from report.model import Project
from report.withholding import Withheld

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A second publication, in a folder of its own, with what a build leaves in it."""
    root = Path(shutil.copytree(FERRIES, tmp_path / "ferries"))
    for litter in (".build/x", "site/draft/index.html", "queries/__pycache__/x.pyc", "data/.x.swp"):
        (root / litter).parent.mkdir(parents=True, exist_ok=True)
        (root / litter).write_text("litter", encoding="utf-8")
    return Project(root)


def seal(project: Project, name: str) -> None:
    """Seal the project as it is."""
    collected = bundle.collect(project, name, "Ferries")
    seals.seal(project, Manifest(Edition(name, "Ferries", {}), {}), collected.sealed())


def within(content: bytes) -> dict[str, bytes]:
    """Return what an archive holds."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_bundle_is_a_checkout_of_its_own(project: Project) -> None:
    """Publication, generator and lock files are there; what a build leaves is not."""
    files = bundle.collect(project, "2023-09", "Ferries").files

    expected = {
        "build.py",
        "tools/install.py",
        "requirements.lock",
        "package-lock.json",
        "report/pipeline.py",
        "mkdocs.yml",
        "content/index.md",
        "data/datapackage.json",
    }
    assert expected <= files.keys()
    assert not [path for path in files if "litter" in path or files[path] == b"litter"]
    assert files["mkdocs.yml"] == (project.root / "mkdocs.yml").read_bytes()


def test_a_bundle_of_what_a_bundle_held_is_the_same(project: Project, tmp_path: Path) -> None:
    """Unpacked and collected again, older editions and all, it has the same bytes."""
    seal(project, "2022-06")
    seal(project, "2023-01")
    first = bundle.collect(project, "2023-09", "Ferries")
    (tmp_path / "x.zip").write_bytes(first.sealed())
    archive.unpack(tmp_path / "x.zip", tmp_path / "again", below="2023-09/")

    second = bundle.collect(Project(tmp_path / "again"), "2023-09", "Ferries")

    assert second == first
    assert "editions/2023-01/data/datapackage.json" in first.files
    assert "editions/2022-06/edition.json" in first.files
    assert not [path for path in first.files if path.startswith("editions/2022-06/data")]
    assert not [path for path in first.files if path.endswith(".zip")]


def test_later_editions_are_no_part_of_an_older_one(project: Project) -> None:
    """A revision of an old edition does not know what came after it."""
    seal(project, "2024-07")

    files = bundle.collect(project, "2023-09", "Ferries").files

    assert not [path for path in files if path.startswith("editions/")]


def test_every_input_is_known_by_its_hash(project: Project) -> None:
    """Whoever has a file can tell whether it is the one that was built from."""
    collected = bundle.collect(project, "2023-09", "Ferries")

    digest = hashlib.sha256((project.root / "content/index.md").read_bytes()).hexdigest()
    assert collected.inputs["content/index.md"] == digest
    assert collected.inputs.keys() == collected.files.keys()


def test_readers_get_no_rows_that_may_not_be_passed_on(project: Project) -> None:
    """Neither this edition's nor the one before's; and they are told what is missing."""
    seal(project, "2023-01")
    collected = bundle.collect(project, "2023-09", "It's the ferries")
    withheld = Withheld(frozenset({"months"}), {"lines": frozenset({"other_end"})})

    whole, public = within(collected.sealed()), within(collected.public(withheld))

    folders = ("2023-09/data", "2023-09/editions/2023-01/data")
    left_out = {path for path in whole if path not in public}
    assert left_out == {f"{folder}/months.csv" for folder in folders}
    changed = {path for path in public if public[path] != whole[path]} - {"2023-09/README.md"}
    assert changed == {
        f"{folder}/{name}" for folder in folders for name in ("datapackage.json", "lines.csv")
    }
    assert public[f"{folders[1]}/lines.csv"].startswith(b"line,one_end\n")
    note = public["2023-09/README.md"].decode()
    assert "This bundle is not complete" in note
    assert "months, lines.other_end" in note
    assert """publish 2023-09 --title 'It'"'"'s the ferries'""" in note
    assert "not complete" not in whole["2023-09/README.md"].decode()


def test_what_an_older_edition_withheld_stays_withheld(project: Project) -> None:
    """A table that is gone since, or may be passed on by now, is not passed on as it was then."""
    contract = project.data / "datapackage.json"
    now = contract.read_bytes()
    closed = now.replace(
        b'"description": "The line.",', b'"description": "The line.", "redistributable": false,'
    ).replace(b'"primaryKey": ["line", "month"]', b'"primaryKey": ["month"]')
    assert closed != now
    contract.write_bytes(closed)
    seal(project, "2023-01")
    contract.write_bytes(now)

    public = within(bundle.collect(project, "2023-09", "Ferries").public(Withheld()))

    header = public["2023-09/editions/2023-01/data/months.csv"].split(b"\n")[0].split(b",")
    assert b"line" not in header
    assert b"line" in public["2023-09/data/months.csv"].split(b"\n")[0].split(b",")
    assert "not complete" in public["2023-09/README.md"].decode()


def test_where_nothing_is_withheld_readers_get_all(project: Project) -> None:
    """Whatever lies in the folder of the data, byte for byte."""
    (project.data / "notes.txt").write_text("Counted twice.", encoding="utf-8")
    collected = bundle.collect(project, "2023-09", "Ferries")

    assert collected.public(Withheld()) == collected.sealed()


def test_a_link_is_not_sealed(project: Project) -> None:
    """What it leads to may change, or be none of the publication's."""
    (project.content / "secret.md").symlink_to("/etc/passwd")

    with pytest.raises(ReportError, match="a link cannot be sealed") as caught:
        bundle.collect(project, "2023-09", "Ferries")
    assert caught.value.where == "content/secret.md"


def test_the_tools_are_those_that_were_asked_for() -> None:
    """Each package that is asked for by name stands with the version that is installed."""
    tools = bundle.tools()

    assert {"altair", "duckdb", "jinja2", "mkdocs", "vl-convert-python"} <= tools.keys()
    assert tools["mkdocs"] == "1.6.1"


@pytest.mark.parametrize("name", ["boats.svg", "boats.narrow.svg", "boats.narrow.dark.svg"])
def test_the_charts_of_the_edition_before_go_with_it(project: Project, name: str) -> None:
    """The page of changes shows them beside those of now, in a rebuild too."""
    seal(project, "2023-01")
    drawing = project.site / "2023-01" / "charts" / name
    drawing.parent.mkdir(parents=True, exist_ok=True)
    drawing.write_bytes(b"<svg/>")
    manifest = seals.read(project, "2023-01")
    files = {**manifest.files, f"charts/{name}": Seal(hashlib.sha256(b"<svg/>").hexdigest(), 6)}
    path = seals.folder(project, "2023-01") / seals.MANIFEST
    path.write_bytes(format_manifest(Manifest(manifest.edition, files)))

    carried = bundle.collect(project, "2023-09", "September").files
    assert carried[f"editions/2023-01/kept/charts/{name}"] == b"<svg/>"
    drawing.write_bytes(b"<svg>other</svg>")
    with pytest.raises(ReportError, match="not there as it was published"):
        bundle.collect(project, "2023-09", "September")
