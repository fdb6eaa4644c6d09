"""The script that readers explore charts with: made at build, small, the same, and for those who ask."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

from report import explorable, packages
from report.errors import ReportError
from report.model import Chart, Project, SiteFile
from tests.inventions import ROOT

CHART = Chart(
    "lamps", "Lamps", "Lamps.", "", "", (), layers=(SiteFile("assets/explore/lamps.json", b"{}"),)
)
LOADER = ROOT / "templates" / explorable.LOADER


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The script and its licences."""
    return {file.site_path: file.content for file in explorable.bundle(ROOT)}


def weight(content: bytes) -> int:
    """Return how many bytes go over the line."""
    return len(gzip.compress(content, 9))


def test_what_is_loaded_once_is_small(made: dict[str, bytes]) -> None:
    """At most 200 KB for all charts together, and for who does not ask less than 2 KB."""
    assert weight(made[explorable.SCRIPT]) < 200_000
    assert weight(LOADER.read_bytes()) < 2_000


def test_the_same_packages_make_the_same_bytes(made: dict[str, bytes]) -> None:
    """An edition that is built again years later has the script that it was sealed with."""
    again = explorable._made(ROOT)  # noqa: SLF001 - bundle() would return what is kept

    assert again == {"layer.js": made[explorable.SCRIPT], "licences.txt": made[explorable.LICENCES]}


def test_no_trace_of_the_machine_is_in_it(made: dict[str, bytes]) -> None:
    """Neither where it was made nor what for: names of folders would differ elsewhere."""
    assert str(ROOT).encode() not in b"".join(made.values())
    assert b"sourceMappingURL" not in made[explorable.SCRIPT]


def test_every_package_in_it_is_credited(made: dict[str, bytes]) -> None:
    """Its licences go with it, as they ask."""
    told = made[explorable.LICENCES].decode()

    assert "\nvega-view 6." in told
    assert "\nvega-interpreter 2." in told
    assert "d3-shape 3." in told
    assert "esbuild" not in told  # it makes the script, and is not in it
    parts = told.split("-" * 72)
    assert len(parts) > 30
    assert all("copyright" in part.lower() for part in parts)


def test_what_can_run_text_is_not_reached_for() -> None:
    """Of Vega the parts are taken that interpret; who takes the whole package gets a compiler."""
    source = (ROOT / "report" / "explorable" / "vega.js").read_text(encoding="utf-8")

    assert "{ ast: true }" in source
    assert "expr: expressionInterpreter" in source


def test_a_theme_without_the_loader_has_no_layer(tmp_path: Path) -> None:
    """What nobody could ask for is not in the edition."""
    assert explorable.files(Project(tmp_path), [CHART]) == ()


def test_a_theme_with_the_loader_has_all_of_it(tmp_path: Path) -> None:
    """The script, its licences, and what each chart is drawn with."""
    (tmp_path / "templates" / "assets").mkdir(parents=True)
    shutil.copy(LOADER, tmp_path / "templates" / explorable.LOADER)

    paths = [file.site_path for file in explorable.files(Project(tmp_path), [CHART])]

    assert paths == [explorable.SCRIPT, explorable.LICENCES, "assets/explore/lamps.json"]


def test_a_script_that_cannot_be_made_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundler's own words are told, and what to do."""
    (tmp_path / "layer.js").write_text('import "./no-such-file.js";\n', encoding="utf-8")
    monkeypatch.setattr(explorable, "_HERE", tmp_path)

    with pytest.raises(ReportError, match=r"no-such-file\.js") as caught:
        explorable._made(ROOT)  # noqa: SLF001 - as above

    assert caught.value.hint == "Run: npm ci --ignore-scripts"


def test_node_is_found_or_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the machine's or that of Python's index; without either it is said."""
    told = subprocess.run([packages.find_node(), "--version"], capture_output=True, check=True)
    assert told.stdout.startswith(b"v")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(ReportError, match=r"no Node\.js 18 or later"):
        packages.find_node()


def test_what_was_made_is_put_in_place_whole(tmp_path: Path) -> None:
    """Once: who comes second with the same finds it there, and nothing is left beside it."""
    place = tmp_path / "cache" / "explore-1"

    explorable._keep({"layer.js": b"one", "licences.txt": b""}, place)  # noqa: SLF001 - two at once, one after the other
    explorable._keep({"layer.js": b"two", "licences.txt": b""}, place)  # noqa: SLF001 - two at once, one after the other

    assert (place / "layer.js").read_bytes() == b"one"
    assert [path.name for path in place.parent.iterdir()] == ["explore-1"]


def test_a_place_that_cannot_be_had_is_no_success(tmp_path: Path) -> None:
    """A file stands where the folder belongs."""
    place = tmp_path / "explore-1"
    place.write_bytes(b"")

    with pytest.raises(OSError, match="explore-1"):
        explorable._keep({"layer.js": b"one"}, place)  # noqa: SLF001 - two at once, one after the other
