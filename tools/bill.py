"""The locks → docs/bill.cdx.json, a bill of materials as CycloneDX 1.5 has it, and docs/licences.md.

    .venv/bin/python tools/bill.py

npm writes the part of its own packages; those of Python are added from requirements.lock, with the
licences that the installed packages tell. Neither a date nor a random number is in it: the same
locks make the same bill.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BILL, LICENCES = ROOT / "docs" / "bill.cdx.json", ROOT / "docs" / "licences.md"
_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_CLASSIFIERS = {  # what packages say that tell no SPDX expression
    "MIT License": "MIT",
    "MIT": "MIT",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.1-only",
}
# What stands in the licence of a package that tells too little of it: read, each by somebody.
_READ = {
    "altair": "BSD-3-Clause",
    "babel": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",  # for Windows: not installed elsewhere, so known from its own page
    "jinja2": "BSD-3-Clause",
}
# SPDX identifiers that a package may have. Another one is read before it is added.
_IDENTIFIERS = frozenset(
    "Apache-2.0 BSD-2-Clause BSD-3-Clause ISC LGPL-2.1-only MIT MPL-2.0 OFL-1.1 PSF-2.0 Unlicense".split()
)
_FRONT = """\
<!-- Made by tools/bill.py of the locks: change those, and run it. -->

# Licences

What builds a site, and what of it is shipped, by its SPDX licence.
Readers get the code of this repository, the fonts, the outlines of the map, and the parts of Vega
that `assets/explore/licences.txt` of each edition names; the rest only builds.
[`bill.cdx.json`](bill.cdx.json) is the same for programs, with the hash of every package.

SPDX-License-Identifier of the code: MIT

| package | version | from | licence |
|---|---|---|---|
"""


def main() -> int:
    """Write both files."""
    bill = _of_npm()
    bill["components"] = [*_of_python(), *bill["components"]]
    if strange := [line for each in bill["components"] for line in strangers(each)]:
        sys.exit("\n".join(strange))
    BILL.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = [
        f"| {each['name']} | {each['version']} | {each['purl'][4:].partition('/')[0]} | {_said(each)} |"
        for each in bill["components"]
    ]
    LICENCES.write_text(_FRONT + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows)} packages in {BILL.relative_to(ROOT)} and {LICENCES.relative_to(ROOT)}")
    return 0


def _of_npm() -> dict[str, Any]:
    npm = shutil.which("npm") or sys.exit("there is no npm: run make site")
    with tempfile.TemporaryDirectory() as folder:
        # npm asks for a version of the root, and our package.json, which is no package, has none.
        for name in ("package.json", "package-lock.json"):
            whole = json.loads((ROOT / name).read_text(encoding="utf-8"))
            whole["version"] = "0.0.0"
            if "packages" in whole:
                whole["packages"][""]["version"] = "0.0.0"
            (Path(folder) / name).write_text(json.dumps(whole), encoding="utf-8")
        words = ["sbom", "--sbom-format=cyclonedx", "--package-lock-only", "--omit=dev"]
        told = subprocess.run([npm, *words], cwd=folder, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(told.stdout)
    root = {"type": "application", "bom-ref": "report", "name": "report"}
    return {
        **{name: bill[name] for name in ("$schema", "bomFormat", "specVersion", "version")},
        "metadata": {"component": {**root, "licenses": [{"license": {"id": "MIT"}}]}},
        "components": sorted(bill["components"], key=lambda each: each["purl"]),
    }


def _of_python() -> list[dict[str, Any]]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    starts = [*_REQUIREMENT.finditer(lock)]
    ends = [*(each.start() for each in starts[1:]), len(lock)]
    return [
        {
            "bom-ref": f"{each[1]}@{each[2]}",
            "type": "library",
            "name": each[1],
            "version": each[2],
            "scope": "required",
            "purl": f"pkg:pypi/{each[1].lower().replace('_', '-')}@{each[2]}",
            "hashes": [
                {"alg": "SHA-256", "content": digest}  # of each file that may be installed
                for digest in re.findall(r"sha256:([0-9a-f]{64})", lock[each.start() : end])
            ],
            "licenses": [_licence(each[1])],
        }
        for each, end in zip(starts, ends, strict=True)
    ]


def _licence(name: str) -> dict[str, Any]:
    try:
        told = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        told = {}
    if expression := told.get("license_expression"):
        return {"expression": expression}
    if name in _READ:
        return {"license": {"id": _READ[name]}}
    words = [each for each in told.get("classifier", ()) if str(each).startswith("License ::")]
    words = [str(each).rpartition(" :: ")[2] for each in words]
    words.append(str(told.get("license", "not told")).partition("\n")[0].strip())
    known = next((_CLASSIFIERS[each] for each in words if each in _CLASSIFIERS), "")
    known = known or next((each for each in words if each in _IDENTIFIERS), "")
    return {"license": {"id": known} if known else {"name": words[0][:80]}}


def strangers(component: dict[str, Any]) -> list[str]:
    """Say what of a package's licence is no SPDX expression of identifiers that we know."""
    said = _said(component)
    words = re.sub(r"[()]", " ", said).split()
    names, joints = words[::2], words[1::2]
    sound = len(words) % 2 and set(names) <= _IDENTIFIERS and set(joints) <= {"AND", "OR"}
    if sound:
        return []
    return [
        f'{component["name"]}: "{said}" is no SPDX expression that is known here; '
        "read its licence, and add what it is to tools/bill.py"
    ]


def _said(component: dict[str, Any]) -> str:
    told = component.get("licenses") or [{"license": {"name": "not told"}}]
    one = told[0]
    return str(one.get("expression") or one["license"].get("id") or one["license"]["name"])


if __name__ == "__main__":
    sys.exit(main())
