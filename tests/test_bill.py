"""What builds a site is told: every package of the locks, with its hashes and its licence."""

import json
import re

from tests.hostile import ROOT

BILL = json.loads((ROOT / "docs" / "bill.cdx.json").read_text(encoding="utf-8"))
COMPONENTS = {each["purl"]: each for each in BILL["components"]}


def test_the_bill_is_that_of_the_locks() -> None:
    """Neither a package more nor one less, each in its version."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    python = re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^\s;]+)", lock)
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {f"pkg:pypi/{name.lower().replace('_', '-')}@{version}" for name, version in python}
    for path, each in npm.items():
        if path and not each.get("dev"):
            name = path.rpartition("node_modules/")[2].replace("@", "%40")
            wanted.add(f"pkg:npm/{name}@{each['version']}")

    assert set(COMPONENTS) == wanted


def test_each_package_has_its_hashes_and_a_licence() -> None:
    """As the locks have them; and what is shipped to readers has a licence that lets it be."""
    for purl, each in COMPONENTS.items():
        assert each["hashes"], purl
        assert each["licenses"], purl
    for name in ("vega", "%40expo-google-fonts/source-sans-3", "world-atlas"):
        [found] = [each for purl, each in COMPONENTS.items() if purl.startswith(f"pkg:npm/{name}@")]
        [licence] = found["licenses"]
        assert "expression" in licence or "id" in licence["license"], name


def test_the_bill_is_made_of_nothing_but_the_locks() -> None:
    """It has no date, no random number, and names no registry."""
    text = json.dumps(BILL)

    assert "timestamp" not in text
    assert "serialNumber" not in text
    assert set(re.findall(r"https?://([^/\"]+)", text)) <= {"cyclonedx.org"}
