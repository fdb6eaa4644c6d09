"""What builds a site is told: every package of the locks, with its hashes and its licence."""

import json
import re

import pytest

from tests.hostile import ROOT
from tools import bill

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


def test_every_licence_is_an_spdx_expression() -> None:
    """The list for readers has the same words, and none of them is free text."""
    assert [line for each in BILL["components"] for line in bill.strangers(each)] == []
    listed = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    for each in BILL["components"]:
        told = each["licenses"][0]
        said = told.get("expression") or told["license"]["id"]
        assert re.search(rf"\| {re.escape(each['name'])} \| .*\| {re.escape(said)} \|", listed)


@pytest.mark.parametrize(
    "licence",
    [
        {"name": "BSD License"},
        {"name": "not told"},
        {"id": "GPL-3.0-only"},
        {"id": "MIT AND"},
        {"id": "MIT ISC"},
        {"id": ""},
    ],
)
def test_a_licence_that_nobody_has_read_is_an_error(licence: dict[str, str]) -> None:
    """The tool stops and names the package; it does not list it in silence."""
    name = {"name": "rope", "licenses": [{"license": {"name": "", **licence}}]}

    [said] = bill.strangers(name)

    assert said.startswith("rope: ")


@pytest.mark.parametrize("said", ["MIT", "MIT AND OFL-1.1", "(Apache-2.0 OR BSD-2-Clause)"])
def test_an_expression_of_known_identifiers_passes(said: str) -> None:
    """What packages say in SPDX's own words stays as they say it."""
    assert bill.strangers({"name": "rope", "licenses": [{"expression": said}]}) == []
