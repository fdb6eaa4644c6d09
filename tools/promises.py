"""What is promised to readers, and the tests that try to break it → docs/promises.md.

    .venv/bin/python tools/promises.py                  ask all tests, then write the table
    .venv/bin/python tools/promises.py hostile data     ask those of promises with one of these words
    .venv/bin/python tools/promises.py --missing        ask those that were not asked yet
    .venv/bin/python tools/promises.py --table          write the table of what was asked last

Results are kept in tools/promises.json, and those of tools/mutations.py beside it: both are
committed, for asking all again takes an hour. A test of Hypothesis tries a hundred values each
time; one that goes through many cases tells how many, with ``record_property("tries", …)``. What
the tests printed last is in .build/promises.log.
"""

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tools" / "promises.json"
MUTATIONS = ROOT / "tools" / "mutations.json"
LOG = ROOT / ".build" / "promises.log"
TABLE = ROOT / "docs" / "promises.md"
EXAMPLES = 100  # of one property, as Hypothesis has it


@dataclass(frozen=True)
class Promise:
    """A sentence to readers, editors or embedding sites, and what tries to break it."""

    says: str
    tests: tuple[str, ...]  # as pytest takes them


PROMISES = (
    Promise(
        "Hostile data is text in every format, or refused with its place.",
        ("tests/test_hostile.py", "tests/test_bindings.py"),
    ),
    Promise(
        "On a site of hostile words nothing runs, however a reader reaches for it.",
        ("tests/browser/test_hostile.py",),
    ),
    Promise(
        "Pages have a strict policy, load nothing of others and keep nothing of readers.",
        ("tests/test_content_security.py", "tests/test_hosting_samples.py"),
    ),
    Promise(
        "A specification reaches for nothing, and holds no program made of data.",
        ("tests/test_layers.py", "tests/test_drawing.py"),
    ),
    Promise(
        "A query is one SELECT on sealed tables, within its time and memory.",
        ("tests/test_sealed.py",),
    ),
    Promise(
        "A file that is not what it says is refused with file, line, value and rule.",
        ("tests/test_textfile.py", "tests/test_tables.py", "tests/test_contract.py"),
    ),
    Promise(
        "A workbook is read within bounds, and computes and fetches nothing.",
        ("tests/test_intake_files.py",),
    ),
    Promise(
        "No file of a project is a bug: each is read or told in words.",
        ("tests/test_strange_files.py", "tests/test_texts.py", "tests/test_sites.py"),
    ),
    Promise(
        "Nothing is written outside its folder; links and steps up are refused.",
        ("tests/test_archive.py", "tests/test_names.py", "tests/test_website.py"),
    ),
    Promise(
        "A publishing that is killed, or fails, leaves readers the old or the new, whole.",
        ("tests/test_disk.py", "tests/test_editions.py", "tests/test_hosting.py"),
    ),
    Promise(
        "The cache is never believed where it was cut off or made otherwise.",
        ("tests/test_store.py", "tests/test_fonts.py"),
    ),
    Promise(
        "The same inputs make the same bytes, and an edition is built again from its own sources.",
        ("tests/test_same_bytes.py", "tests/test_restore.py", "tests/test_bundle.py"),
    ),
    Promise(
        "Values that may not be passed on are in no file that is published.",
        ("tests/test_withheld.py", "tests/test_withholding.py", "tests/test_leaks.py"),
    ),
    Promise(
        "Addresses that were published answer for ever.",
        ("tests/test_ledger.py", "tests/test_moved.py", "tests/test_signposts.py"),
    ),
    Promise(
        "Years later an edition is read from a zip, with nothing beside it, under any path.",
        ("tests/browser/test_long_life.py",),
    ),
    Promise(
        "What is shipped is listed with its terms, and nothing of unknown terms is.",
        ("tests/test_licences.py", "tests/test_bill.py"),
    ),
    Promise(
        "Nothing is reached for that macOS or Windows lacks (tried with fakes, not there).",
        ("tests/test_systems.py",),
    ),
    Promise(
        "Each wall that is broken on purpose stands where it is looked for.",
        ("tests/test_mutations.py",),
    ),
    Promise(
        "Installs refuse a changed byte and run no script of a package.",
        ("tests/test_install.py",),
    ),
    Promise(
        "A stranger builds an edition again from source.zip alone, byte for byte (trial).",
        ("tests/trials/test_long_life.py",),
    ),
    Promise(
        "Strange files, a minute for each reader (trial).",
        ("tests/trials/test_readers.py",),
    ),
    Promise(
        "Killed at random, out of disk, or two at once: readers see the old or the new (trial).",
        ("tests/trials/test_publishing.py",),
    ),
    Promise(
        "Starved, interrupted, read-only, without a network: readers see nothing change (trial).",
        ("tests/trials/test_machine.py",),
    ),
)


def main(words: list[str]) -> int:
    """Ask the tests of the promises that hold one of these words, and write the table."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    if words != ["--table"]:
        LOG.parent.mkdir(exist_ok=True)
        LOG.unlink(missing_ok=True)
        for promise in PROMISES:
            if words == ["--missing"]:
                asked = promise.says not in kept
            else:
                asked = not words or any(word in promise.says for word in words)
            if asked:
                kept[promise.says] = _ask(promise)
                print(f"{kept[promise.says]['result']:<24} {promise.says}", flush=True)
                _keep(kept)
    TABLE.write_text(_table(kept), encoding="utf-8", newline="\n")
    return int(any(each["failed"] for each in kept.values()))


def _keep(kept: dict[str, dict[str, object]]) -> None:
    """Write down what the promises were answered: in their order, and of none that is no more."""
    told = {each.says: kept[each.says] for each in PROMISES if each.says in kept}
    text = json.dumps(told, indent=1, ensure_ascii=False)
    KEPT.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _ask(promise: Promise) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        words = ["-m", "pytest", "-v", "-s", "-n0", "-o", "junit_family=xunit1"]
        words += [f"--junitxml={told}", *promise.tests]
        with LOG.open("a", encoding="utf-8") as log:
            subprocess.run([sys.executable, *words], cwd=ROOT, stdout=log, stderr=log, check=False)
        suite = ET.parse(told).getroot().find("testsuite")  # noqa: S314 - pytest's own
    if suite is None:
        sys.exit(f"pytest tells nothing of {' '.join(promise.tests)}")
    count = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    many = [int(each.get("value", "1")) for each in suite.iterfind(".//property[@name='tries']")]
    passed = count["tests"] - failed - count["skipped"]
    skipped = f", {count['skipped']} skipped" if count["skipped"] else ""
    return {
        "tries": passed + failed + sum(many) - len(many) + (EXAMPLES - 1) * _properties(promise),
        "failed": failed,
        "result": f"{failed} failed" if failed else f"{passed} passed{skipped}",
        "date": str(suite.get("timestamp", ""))[:10],
    }


def _properties(promise: Promise) -> int:
    """Return how many of the tests are properties."""
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in promise.tests]
    return sum(len(re.findall(r"^@given\(", text, re.MULTILINE)) for text in texts)


def _table(kept: dict[str, dict[str, object]]) -> str:
    lines = [
        "<!-- Made by tools/promises.py: change that, and run it. -->",
        "",
        "# Promises, and what tries to break them",
        "",
        "Each promise has tests that try to break it.",
        "A try is one case of a test; a property that Hypothesis tries counts a hundred, a trial its kills and files.",
        "",
        "| promise | tried by | tries | last result |",
        "|---|---|--:|---|",
    ]
    for promise in PROMISES:
        tests = ", ".join(f"`{path.removeprefix('tests/')}`" for path in promise.tests)
        last = kept.get(promise.says)
        tries, result = ("", "not asked yet") if last is None else (f"{last['tries']:,}", last)
        said = result if isinstance(result, str) else f"{result['result']}, {result['date']}"
        lines.append(f"| {promise.says} | {tests} | {tries} | {said} |")
    return "\n".join([*lines, *_walls(), ""])


def _walls() -> list[str]:
    if not MUTATIONS.is_file():
        return []
    told = json.loads(MUTATIONS.read_text(encoding="utf-8"))
    return [
        "",
        "## Walls that were broken on purpose",
        "",
        "`tools/mutations.py` takes each wall away in a copy of the sources, and asks the test that must fail.",
        "",
        "| wall | in | a test saw it |",
        "|---|---|---|",
        *(
            f"| {name} | `{each['path']}` | {'yes' if each['seen'] else '**no**'} |"
            for name, each in told.items()
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
