"""What the tests ran of ``report/`` in, ``docs/coverage.md`` out: how much, and what never.

Run by ``make coverage``. It ends with 1 where fewer than 95 % are run, or one is neither run nor
justified below.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "coverage.md"
MEASURED = ROOT / ".build" / "coverage"
AIM = 95  # percent of lines and branches

UNTOLD = "no test yet"

# Why lines of a module are not run by tests; by its path below report/.
WHY = {
    "approvals.py": "Passes on what reading the record tells, which is tried in `seals.py`.",
    "bindings/binder.py": "Who asks is always called from a template, so that its loop ends within.",
    "bindings/missing.py": "Each class that takes this method in has its own.",
    "bindings/views.py": "Each row that tests ask for by its key is asked for by the whole of it.",
    "branches.py": "What git refuses in ways that no test has is told in git's words.",
    "catalogue.py": "Where an edition lacks the figure or its rows: tests have neither.",
    "changes/teller.py": "Values of the tests can always be told apart by some number of decimals.",
    "changes/text.py": "No test changes a figure's key and then asks for plain text.",
    "commands/import_.py": "Prints what the plan holds, which is tested.",
    "commands/new.py": "Prints how to build what was begun where nothing is installed; tests have all installed.",
    "commands/review.py": "Prints that an approval was there before; no test approves twice.",
    "commands/serve.py": "Serves until it is ended: run by tests/browser/test_serving.py, which is not counted.",
    "contract/__init__.py": "No table or source of the tests has a name that is no text.",
    "contract/jsonfile.py": "The text was parsed before, so that each loop over it ends within.",
    "corrections.py": "No test has an edition that recorded a broken correction twice.",
    "crew.py": "Only a process that has a parent runs this.",
    "croissant.py": "Each table of the tests has a primary key.",
    "disk.py": "Linux has the call, and the file system of the tests knows it.",
    "drawing/__init__.py": "It is asked only of a chart that has just failed to load.",
    "drawing/cards.py": "A guard against a drawing that is not ours.",
    "drawing/descriptions.py": "No chart of the tests has one row, equal values in all rows, or no key.",
    "drawing/layers.py": "Shapes of the tests encode columns of their figure alone.",
    "drawing/markup.py": "A guard against what Vega does not draw today.",
    "drawing/modules.py": "A chart that imports a module which is no Python; no test has one.",
    "drawing/specs.py": "Altair accepts what our shapes write; each has a mark or a layer.",
    "drawing/studio.py": "Vega-Lite draws whatever Altair accepted in the tests.",
    "editions.py": "Each bundle of the tests that is compared has its hash in the record.",
    "explorable/__init__.py": "The script is made once for a set of npm packages, and was there.",
    "fonts.py": "Only these kinds of files are asked for; no test has a kind beside another of a like name.",
    "fresh.py": "A project that has no site at all is asked for nothing here.",
    "geography.py": "npm's atlas is installed wherever the tests run.",
    "graph/counterfactual.py": "Each table of the tests has a key, and no figure fails without some rows.",
    "graph/files.py": "Of what the traced publication does not have.",
    "graph/inputs.py": "Of what the traced publication does not have: rows behind a figure, tables it lists.",
    "graph/names.py": "No test names rows of several tables at once.",
    "graph/prose.py": "Of what the traced publication does not have: a codebook, a sentence bound to nothing.",
    "graph/records.py": "The traced publication has no edition before, and so no comparison with one.",
    "graph/themes.py": "No theme of the tests names a template that is not there.",
    "graph/told.py": "Which of these lists are empty depends on what is asked; no test empties each.",
    "header.py": "No test has a file that ends with its header.",
    "intake/__init__.py": "No importer of the tests names a table that the contract lacks.",
    "intake/parquets.py": "A file without rows is refused before.",
    "intake/spelling.py": "No test brings in NaN, or decimals that are no digits.",
    "intake/trial.py": "Where the contract itself cannot be read, which is told right after; and a line that only types need.",
    "linked_data.py": "Each page of the tests that may have a card has one.",
    "macros.py": "No rows are no table and no strip; a strip that cannot be made is tried in `strips.py`.",
    "manifest.py": "No test puts in order what is no name of an edition.",
    "manuscript.py": "A line that only types need: the one before always raises.",
    "oembed.py": "A guard against a picture that is not ours.",
    "package/__init__.py": "No publication of the tests has a folder of files as a table in its package.",
    "package/words.py": "No publication of the tests has a table named sources.",
    "pages/__init__.py": "A bug in a macro of ours keeps its traceback; no test has a blank line or an empty title in front matter.",
    "periods.py": "No table of the tests has a period and no rows.",
    "pipeline.py": "Asks once more when charts are drawn; no edition of the tests is refused only then.",
    "previews.py": "No test previews a page with a chart that was never drawn.",
    "proofs.py": "No page of the tests has an expression where a name is written.",
    "prose/apart.py": "No sentence of the tests lists what is named by numbers.",
    "prose/markup.py": "No text of the tests leaves a mark open, or has one where only marks are read.",
    "readmes.py": "Each publication of the tests that has terms for drawings has some for data.",
    "records.py": "No test has rows behind a figure that some row lacks.",
    "review/__init__.py": "Each chart that a test reviews was drawn otherwise before.",
    "review/closeness.py": "No claim of the tests is that close, or of a value that is no number.",
    "review/warnings.py": "No edition of the tests lacks its data.",
    "scaffolds/charts.py": "No test begins a chart of a figure without numbers.",
    "scaffolds/columns.py": "Some columns tell the rows apart in each file of the tests.",
    "scaffolds/made.py": "No test begins a thing whose name is free and whose file is there.",
    "scaffolds/prose.py": "No test adds to a publication without a list in its header.",
    "scaffolds/publication.py": "A checkout of the generator has all that is copied.",
    "scaffolds/subject.py": "No test begins a figure where the data has no source, no rows or no names.",
    "scaffolds/taken.py": "No test has an address that moved and another beside it.",
    "scrutiny.py": "Each claim of the tests compares the numbers that it says; each expression names a cell.",
    "serving/__init__.py": "Serves until a signal ends it: run by tests/browser/test_serving.py, which is not counted.",
    "serving/building.py": "Who waits looks again after a while; in the tests the lock is free by then.",
    "serving/server.py": "The next port of the tests is always free; no head of an error is asked for.",
    "serving/watching.py": "Which way a watch ends depends on the system and the moment.",
    "signposts.py": "No test has an address that moved to nothing, or that no edition tells the title of.",
    "since.py": "No figure of the tests has got another key.",
    "style/bars.py": "No chart of the tests gives bars the colours of a series by name.",
    "style/flows.py": "No flow of the tests has more sources than there are colours.",
    "style/ticks.py": "One of the sizes always fits.",
    "tables/rules.py": "A guard, and a pattern of a number, which no test keeps in Parquet.",
    "tables/sealed.py": "A file that goes between two looks; no test is that quick.",
    "tables/staging.py": "No Parquet of the tests lacks a column.",
    "theme.py": "No error of syntax in a theme reaches this function in the tests.",
    "unwritten.py": "YAML has no fourth kind of node.",
    "website/__init__.py": "No theme of the tests fails while MkDocs renders it.",
    "website/messages.py": "No link of the tests is left by MkDocs as it is and without a guess.",
    "website/printed.py": "A guard; and a link to a page that is gone, which has its page printed again.",
    "website/tree.py": "No test puts a file where the tree is to be.",
    "wordbook.py": "No translation of the tests has too few forms.",
    "words/hedges.py": "No hedge of the tests is about a number of zero or less.",
}


def main() -> None:
    """Write the document, and say how much is run."""
    told = MEASURED / "told.json"
    words = ["-m", "coverage", "json", "--quiet", "-o", str(told)]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    measured = json.loads(told.read_text(encoding="utf-8"))
    text = "\n".join(document(measured, WHY))
    DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    totals = measured["totals"]
    print(f"coverage {totals['percent_covered']:.1f} % of lines and branches of report/")
    print(f"         {DOCUMENT.relative_to(ROOT).as_posix()} lists the others")
    whole = [name for name in WHY if f"| `{name}` |" not in text]
    if whole:
        print(f"         {', '.join(whole)} is run whole, and needs no reason any more")
    sys.exit(totals["percent_covered"] < AIM or UNTOLD in text or bool(whole))


def document(measured: Mapping[str, Any], why: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the document."""
    totals = measured["totals"]
    lines = f"{totals['covered_lines']:,} of {totals['num_statements']:,} statements"
    branches = f"{totals['covered_branches']:,} of {totals['num_branches']:,} branches"
    yield "<!-- Made by tools/uncovered.py, which `make coverage` runs. -->"
    yield ""
    yield "# What the tests run"
    yield ""
    yield f"The tests run {lines} of `report/` and {branches}: {totals['percent_covered']:.1f} %."
    yield "Counted are those of `make test` without the ones in a browser, and the builds that they start."
    yield ""
    yield "`coverage report -m` has the numbers of the lines."
    yield ""
    yield "| module | never run | why |"
    yield "|---|---|---|"
    for path, module in sorted(measured["files"].items()):
        name = path.removeprefix("report/")
        missing = list(_missing(module))
        if missing:
            yield f"| `{name}` | {', '.join(missing)} | {why.get(name, UNTOLD)} |"
    yield ""


def _missing(module: Mapping[str, Any]) -> Iterator[str]:
    """Yield functions that are not run whole: names stay when lines move."""
    for function, told in module["functions"].items():
        lines, never = len(told["missing_lines"]), set(told["missing_lines"])
        ways = sum(
            here not in never and there not in never for here, there in told["missing_branches"]
        )
        much = [*_many(lines, "line", "lines"), *_many(ways, "branch", "branches")]
        if much:
            yield f"`{function or 'the module'}` ({', '.join(much)})"


def _many(number: int, one: str, more: str) -> list[str]:
    return [f"{number} {one if number == 1 else more}"] if number else []


if __name__ == "__main__":
    main()
