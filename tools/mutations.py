"""Break every wall on purpose, one at a time, in a copy of this checkout: a test must fail for each.

    .venv/bin/python tools/mutations.py                 all of them; takes some minutes
    .venv/bin/python tools/mutations.py escaping seal   those whose names hold one of these words
    .venv/bin/python tools/mutations.py --list
    .venv/bin/python tools/mutations.py --check         breaks nothing: does each wall stand where it is looked for?

A wall whose test still passes has no guard: the command then ends with 1. What it found is kept
in tools/mutations.json, for tools/promises.py.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tools" / "mutations.json"


@dataclass(frozen=True)
class Mutation:
    """A wall that is broken, and the test that must see it."""

    name: str
    path: str
    old: str  # stands once in the file
    new: str
    test: str  # as pytest takes it


WALLS = (
    Mutation(
        "escaping in prose",
        "report/bindings/binder.py",
        "return text.translate(FORBIDDEN).translate(_PUNCTUATION)",
        "return text.translate(FORBIDDEN)",
        "tests/test_hostile.py::test_a_name_in_prose_is_text",
    ),
    Mutation(
        "marks of bound numbers in data",
        "report/bindings/binder.py",
        'FORBIDDEN = {ord(_OPEN): None, ord(_CLOSE): None, ord("\\n"): " ", ord("\\r"): " "}',
        "FORBIDDEN: dict[int, str | None] = {}",
        "tests/test_hostile.py::test_data_brings_no_mark_of_a_bound_number",
    ),
    Mutation(
        "escaping in templates",
        "report/theme.py",
        "environment.autoescape = True",
        "environment.autoescape = False",
        "tests/test_website.py::test_hostile_front_matter_is_text",
    ),
    Mutation(
        "escaping of specifications",
        "report/drawing/inert.py",
        'for letter in "<>&\\u2028\\u2029":',
        'for letter in "":',
        "tests/test_layers.py::test_no_name_ends_the_file_it_is_in",
    ),
    Mutation(
        "data in expressions",
        "report/drawing/specs.py",
        "*_built_of_data(spec, figure), ",
        "",
        "tests/test_content_security.py::test_a_specification_reaches_for_nothing",
    ),
    Mutation(
        "options of a specification",
        "report/drawing/specs.py",
        '    "usermeta": "it overrides',
        '    "user_meta": "it overrides',
        "tests/test_content_security.py::test_a_specification_reaches_for_nothing",
    ),
    Mutation(
        "policy of pages",
        "templates/main.html",
        '<meta http-equiv="Content-Security-Policy"',
        '<meta name="none"',
        "tests/test_content_security.py::test_every_page_begins_with_its_policy",
    ),
    Mutation(
        "policy that is sent",
        "docs/hosting/_headers",
        "script-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "tests/test_hosting_samples.py",
    ),
    Mutation(
        "inline scripts refused",
        "report/website/finish.py",
        'self.found.append("there is an inline script")',
        "pass",
        "tests/test_website.py::test_what_may_not_be_published_is_named",
    ),
    Mutation(
        "handlers refused",
        "report/website/finish.py",
        'elif name.startswith("on"):',
        'elif name.startswith("no such"):',
        "tests/test_website.py::test_what_may_not_be_published_is_named",
    ),
    Mutation(
        "seal: files and network",
        "report/tables/sealed.py",
        'connection.execute("SET GLOBAL enable_external_access = false")',
        'connection.execute("SET GLOBAL enable_external_access = true")',
        "tests/test_sealed.py::test_the_tables_are_sealed",
    ),
    Mutation(
        "seal: locked settings",
        "report/tables/sealed.py",
        'connection.execute("SET lock_configuration = true")',
        "",
        "tests/test_sealed.py::test_the_seal_cannot_be_broken_from_within",
    ),
    Mutation(
        "seal: read-only",
        "report/tables/sealed.py",
        "read_only=True",
        "read_only=False",
        "tests/test_sealed.py::test_a_change_within_a_select_is_refused",
    ),
    Mutation(
        "seal: one SELECT",
        "report/tables/sealed.py",
        "if len(statements) > 1:",
        "if len(statements) > 99:",
        "tests/test_sealed.py::test_nothing_but_one_select_is_run",
    ),
    Mutation(
        "seal: time",
        "report/tables/sealed.py",
        '"max_execution_time": str(limits.seconds * 1000),',
        "",
        "tests/test_sealed.py::test_the_tables_are_sealed",
    ),
    Mutation(
        "seal: one session a query",
        "report/tables/sealed.py",
        "with self.connection.cursor() as cursor:\n            self._sessions",
        "if cursor := self.connection:\n            self._sessions",
        "tests/test_sealed.py::test_what_one_query_is_kept_from_another_sees",
    ),
    Mutation(
        "header of tables",
        "report/tables/textfile.py",
        'faults += name_faults(header, names, f"{shown}:1", promised)',
        "",
        "tests/test_textfile.py::test_the_first_line_names_the_columns_of_the_contract",
    ),
    Mutation(
        "size of tables",
        "report/tables/textfile.py",
        "if size > FILE_BYTES:",
        "if size > FILE_BYTES * 99:",
        "tests/test_textfile.py::test_ten_gigabytes_of_nothing_are_refused_unread",
    ),
    Mutation(
        "hidden characters",
        "report/tables/rules.py",
        "*((0x3000, 0x3000), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFF), (0xE0000, 0xE007F)),",
        "*((0x3000, 0x3000), (0xFFF9, 0xFFFF)),",
        "tests/test_hostile.py::test_what_no_cell_may_hold_is_refused_with_its_place",
    ),
    Mutation(
        "formulas",
        "report/tables/rules.py",
        "if not field.formula:",
        "if field.formula is None:",
        "tests/test_hostile.py::test_what_no_cell_may_hold_is_refused_with_its_place",
    ),
    Mutation(
        "bounds of workbooks",
        "report/intake/limits.py",
        "PART_RATIO = 200",
        "PART_RATIO = 200_000",
        "tests/test_intake_files.py",
    ),
    Mutation(
        "paths in archives",
        "report/archive.py",
        'if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):',
        "if not path:",
        "tests/test_archive.py",
    ),
    Mutation(
        "paths of tables",
        "report/contract/__init__.py",
        "elif not place.resolve().is_relative_to(data.resolve()):",
        "elif not place:",
        "tests/test_contract.py",
    ),
    Mutation(
        "paths of pages",
        "report/website/tree.py",
        "if not _PATH.fullmatch(path):",
        "if not path:",
        "tests/test_website.py::test_no_file_leaves_the_site",
    ),
    Mutation(
        "links in a site",
        "report/disk.py",
        "if stat.S_ISREG(status.st_mode):",
        "if not stat.S_ISDIR(status.st_mode):",
        "tests/test_disk.py::test_links_cannot_be_published",
    ),
    Mutation(
        "names that replace",
        "report/disk.py",
        "_NOREPLACE, _EXCHANGE = 1, 2",
        "_NOREPLACE, _EXCHANGE = 0, 2",
        "tests/test_disk.py tests/test_editions.py",
    ),
    Mutation(
        "controls in YAML",
        "report/entries.py",
        "except (yaml.YAMLError, RecursionError) as error:",
        "except yaml.MarkedYAMLError as error:",
        "tests/test_strange_files.py",
    ),
    Mutation(
        "hashes of packages",
        "tools/install.py",
        "--require-hashes",
        "--no-deps",
        "tests/test_install.py",
    ),
)


def main(words: list[str]) -> int:
    """Break the walls whose names hold one of these words, or all."""
    chosen = [wall for wall in WALLS if not words or any(word in wall.name for word in words)]
    if words == ["--list"]:
        for wall in WALLS:
            print(f"{wall.name}: {wall.path} → {wall.test}")
        return 0
    if lost := faults(ROOT):  # before the first is broken, not after the last but one
        print("\n".join(lost), file=sys.stderr)
        return 2
    if words == ["--check"]:
        print(f"{len(WALLS)} walls stand where they are looked for, and their tests are there")
        return 0
    if not chosen:
        sys.exit(f"no wall is named {' or '.join(words)}")
    told: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        copy = _copy(Path(folder))
        for wall in chosen:
            begin = time.monotonic()
            seen = _is_seen(wall, copy)
            told[wall.name] = {"path": wall.path, "test": wall.test, "seen": seen}
            _keep(told)  # each at once: all of them take half an hour, and may be cut off
            print(
                f"{'seen' if seen else 'NOT SEEN':<8} {wall.name} ({time.monotonic() - begin:.0f} s)",
                flush=True,
            )
    unseen = [name for name, each in told.items() if not each["seen"]]
    print(f"{len(told) - len(unseen)} of {len(told)} broken walls are seen by a test")
    return 1 if unseen else 0


def faults(root: Path) -> list[str]:
    """Say which walls do not stand where they are looked for, or have no test there, or share a name."""
    names = [wall.name for wall in WALLS]
    told = [f"{name!r} names two walls" for name in dict.fromkeys(names) if names.count(name) > 1]
    for wall in WALLS:
        path = root / wall.path
        times = path.read_text(encoding="utf-8").count(wall.old) if path.is_file() else 0
        if times != 1:
            told.append(f"{wall.path}: what {wall.name!r} would break stands there {times} times")
        if wall.old == wall.new:
            told.append(f"{wall.name!r} breaks nothing")
        for test in wall.test.split():
            file, _, function = test.partition("::")
            text = (root / file).read_text(encoding="utf-8") if (root / file).is_file() else ""
            if not text or (function and f"def {function}(" not in text):
                told.append(f"{wall.name!r} has no test {test}")
    return told


def _copy(folder: Path) -> Path:
    """Copy what git knows, and lend it the environment."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        source, target = ROOT / name, folder / name
        if name and source.is_file() and not source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def _is_seen(wall: Mutation, copy: Path) -> bool:
    """Break one wall, ask its test, and mend it."""
    path = copy / wall.path
    sound = path.read_text(encoding="utf-8")
    if sound.count(wall.old) != 1:
        sys.exit(
            f"{wall.path}: what {wall.name!r} would break stands there {sound.count(wall.old)} times"
        )
    path.write_text(sound.replace(wall.old, wall.new), encoding="utf-8")
    try:
        asked = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider"]
        ended = subprocess.run(
            [*asked, *wall.test.split()], cwd=copy, capture_output=True, text=True, check=False
        )
    finally:
        path.write_text(sound, encoding="utf-8")
    if ended.returncode not in {0, 1}:  # the test could not be asked: that proves nothing
        sys.exit(f"{wall.name}: {ended.stdout}{ended.stderr}")
    return ended.returncode == 1


def _keep(told: dict[str, dict[str, object]]) -> None:
    before = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    names = [wall.name for wall in WALLS]  # in their order, and none that is no more
    kept = {name: each for name, each in {**before, **told}.items() if name in names}
    kept = {name: kept[name] for name in sorted(kept, key=names.index)}
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
