"""The document of what tests never run names it, with a reason or without."""

from tools import uncovered

MEASURED = {
    "totals": {
        "covered_lines": 1_200,
        "num_statements": 1_204,
        "covered_branches": 38,
        "num_branches": 40,
        "percent_covered": 99.52,
    },
    "files": {
        "report/harbour.py": {
            "functions": {
                "Harbour.moor": {"missing_lines": [4, 5, 9], "missing_branches": [[3, 4], [7, -1]]},
                "_rope": {"missing_lines": [], "missing_branches": [[20, 22]]},
                "": {"missing_lines": [1], "missing_branches": []},
                "sail": {"missing_lines": [], "missing_branches": []},
            }
        },
        "report/boat.py": {"functions": {"row": {"missing_lines": [2], "missing_branches": []}}},
        "report/whole.py": {"functions": {"row": {"missing_lines": [], "missing_branches": []}}},
    },
}


def test_what_is_never_run_is_named_with_its_reason() -> None:
    """A branch that leads to a line that is never run is told by that line."""
    lines = list(uncovered.document(MEASURED, {"harbour.py": "There is no sea here."}))

    told = "`Harbour.moor` (3 lines, 1 branch), `_rope` (1 branch), `the module` (1 line)"
    assert f"| `harbour.py` | {told} | There is no sea here. |" in lines
    assert f"| `boat.py` | `row` (1 line) | {uncovered.UNTOLD} |" in lines
    assert not any("whole.py" in line for line in lines)


def test_the_document_tells_how_much_is_run() -> None:
    """Statements and branches both."""
    text = " ".join(uncovered.document(MEASURED, {}))

    assert "1,200 of 1,204 statements" in text
    assert "38 of 40 branches: 99.5 %" in text


def test_every_reason_is_needed_and_none_is_missing() -> None:
    """As the document was made last: a reason goes when its lines are run, or are no more."""
    text = uncovered.DOCUMENT.read_text(encoding="utf-8")

    assert uncovered.UNTOLD not in text
    assert [name for name in uncovered.WHY if f"| `{name}` |" not in text] == []
    assert [reason for reason in uncovered.WHY.values() if f" | {reason} |" not in text] == []
