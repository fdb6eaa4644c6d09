"""What is installed is what the locks say: nothing else, from anywhere, whole."""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools import install

LOCKS = sorted(install.ROOT.glob("requirements*.lock"))
PACKAGES = json.loads((install.ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
TEXTS = [*LOCKS, *(install.ROOT / name for name in install.NPM_FILES)]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_requirement_is_one_version_with_its_hashes(lock: Path) -> None:
    """A package that was exchanged under its name and version is refused."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", "")

    lines = [line for line in text.splitlines() if not line.startswith("#")]

    assert lines
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^-]+?)?( +--hash=sha256:[0-9a-f]{64})+", line)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_lock_names_no_place(path: Path) -> None:
    """Neither an index, nor a host, nor a folder of the machine that wrote it."""
    text = path.read_text(encoding="utf-8")

    assert not re.search(
        r"://|--(extra-)?index|find-links|^registry|[ =\"]/\w+/", text, re.MULTILINE
    )


@pytest.mark.parametrize("name", [name for name in PACKAGES if name])
def test_an_npm_package_has_its_hash_and_no_address(name: str) -> None:
    """Its registry is the one that the machine is set up for."""
    package = PACKAGES[name]

    assert package["integrity"].startswith("sha512-")
    assert "resolved" not in package


def test_what_the_build_and_the_tests_share_is_one_version() -> None:
    """The second lock is installed on top of the first and moves nothing."""
    build, tests = _versions("requirements.lock"), _versions("requirements-dev.lock")

    assert {name for name in build.keys() & tests if build[name] != tests[name]} == set()


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A checkout with two locks where programs are not run but noted, by what they do."""
    notes: list[str] = []
    venv = tmp_path / ".venv"

    def note(sentence: str, *_: object) -> None:
        notes.append(sentence.rsplit(maxsplit=1)[-1])
        venv.mkdir(exist_ok=True)

    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "VENV", venv)
    monkeypatch.setattr(install, "run", note)
    for name in ("site", "tests"):
        (tmp_path / f"{name}.lock").write_text("six==1.17.0\n", encoding="utf-8")
    return notes


def test_a_second_run_has_nothing_to_do(steps: list[str]) -> None:
    """What carries the right stamp is left alone."""
    install.install_python("site", "tests")
    install.install_python("site", "tests")
    install.install_python("site")

    assert steps == [".venv", "site.lock", "tests.lock"]


def test_the_tests_come_on_top_of_the_build(steps: list[str]) -> None:
    """After `make site`, `make test` adds what is missing."""
    install.install_python("site")
    install.install_python("site", "tests")

    assert steps == [".venv", "site.lock", "tests.lock"]


@pytest.mark.parametrize("lock", ["site", "tests"])
def test_another_lock_means_another_environment(steps: list[str], lock: str) -> None:
    """A package that a lock no longer names does not stay behind."""
    install.install_python("site", "tests")
    (install.ROOT / f"{lock}.lock").write_text("six==1.18.0\n", encoding="utf-8")

    install.install_python("site", "tests")

    assert steps[3:] == [".venv", "site.lock", "tests.lock"]


@pytest.mark.parametrize("broken", [".venv", "site.lock", "tests.lock"])
def test_what_was_cut_off_is_done_anew(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Half an environment never passes for a whole one."""
    note = install.run

    def cut(sentence: str, *words: str | Path) -> None:
        note(sentence, *words)
        if sentence.endswith(broken):
            raise KeyboardInterrupt

    monkeypatch.setattr(install, "run", cut)
    with pytest.raises(KeyboardInterrupt):
        install.install_python("site", "tests")
    monkeypatch.setattr(install, "run", note)
    steps.clear()

    install.install_python("site", "tests")

    assert steps == [".venv", "site.lock", "tests.lock"]


def test_a_browser_that_is_named_is_the_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """``CHROMIUM`` is not a wish: where it leads nowhere, there is no browser."""
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert install.find_browser() == sys.executable

    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    assert install.find_browser() is None


@pytest.mark.parametrize(
    ("answer", "taken"), [("v17.9.1", False), ("v18.0.0", True), ("v24.1.0", True), ("", False)]
)
def test_an_old_node_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, *, taken: bool
) -> None:
    """The npm of a Node.js before 18 is not used."""
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {answer}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (install.find_npm() is not None) == taken


def test_an_old_python_is_told_so_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which one is too old, and how to name another."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))

    with pytest.raises(SystemExit, match=r"3\.11 or later is needed; .* is 3\.9\.18\.\n.*PYTHON="):
        install.check_python()


def test_the_installer_can_be_read_by_the_oldest_pythons() -> None:
    """Python 3.6 gets as far as the sentence that it is too old."""
    compiler = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 6))"
    text = (install.ROOT / "tools" / "install.py").read_text(encoding="utf-8")

    parsed = subprocess.run([sys.executable, "-c", compiler], input=text, text=True, check=False)

    assert parsed.returncode == 0


def _versions(lock: str) -> dict[str, str]:
    text = (install.ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_pip_refuses_a_changed_byte(tmp_path: Path) -> None:
    """With the very options that the installer gives, a wheel that was exchanged is not installed."""
    wheel = tmp_path / "wheels" / "invented-1-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("invented.py", "")
        archive.writestr("invented-1.dist-info/METADATA", "Name: invented\nVersion: 1\n")
        archive.writestr("invented-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("invented-1.dist-info/RECORD", "")
    lock = tmp_path / "site.lock"
    hashed = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock.write_text(f"invented==1 --hash=sha256:{hashed}\n", encoding="utf-8")

    def installed(name: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "pip", "install", *install.PIP, "--no-index"]
        words += ["--find-links", str(wheel.parent), "--target", str(tmp_path / name)]
        return subprocess.run(
            [*words, "-r", str(lock)], capture_output=True, text=True, check=False
        )

    assert installed("sound").returncode == 0
    assert (tmp_path / "sound" / "invented.py").is_file()

    content = wheel.read_bytes()
    wheel.write_bytes(content.replace(b"Version: 1", b"Version: 1".swapcase(), 1))
    refused = installed("changed")
    assert refused.returncode != 0
    assert "DO NOT MATCH" in refused.stderr
    assert not (tmp_path / "changed" / "invented.py").exists()

    lock.write_text("invented==1\n", encoding="utf-8")
    unsealed = installed("unsealed")
    assert unsealed.returncode != 0
    assert "require-hashes" in unsealed.stderr


def test_npm_refuses_a_changed_byte(tmp_path: Path) -> None:
    """With the installer's options; and a package's own scripts are not run."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm here")
    ran = tmp_path / "ran"
    package = {"name": "invented", "version": "1.0.0", "scripts": {"install": f"touch {ran}"}}
    archive = tmp_path / "invented.tgz"
    with tarfile.open(archive, "w:gz") as packed:
        for name, content in (("package.json", json.dumps(package)), ("index.js", "")):
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content.encode()))
    hashed = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    wanted = {"dependencies": {"invented": "file:invented.tgz"}}
    (tmp_path / "package.json").write_text(json.dumps(wanted), encoding="utf-8")
    lock = {
        "lockfileVersion": 3,
        "packages": {
            "": wanted,
            "node_modules/invented": {
                "version": "1.0.0",
                "resolved": "file:invented.tgz",
                "integrity": f"sha512-{hashed}",
                "hasInstallScript": True,
            },
        },
    }
    (tmp_path / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")

    def installed(cache: str) -> subprocess.CompletedProcess[str]:
        words = [npm, "ci", *install.NPM, "--offline", "--cache", str(tmp_path / cache)]
        return subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    sound = installed("one")
    assert sound.returncode == 0, sound.stderr
    assert (tmp_path / "node_modules" / "invented" / "index.js").is_file()
    assert not ran.exists()

    packed_bytes = bytearray(archive.read_bytes())
    packed_bytes[4] ^= 1  # of the time at which it was made
    archive.write_bytes(packed_bytes)
    refused = installed("two")
    assert refused.returncode != 0
    assert "EINTEGRITY" in refused.stderr
