"""``differences.yml`` in, what is explained of numbers that differ from print out.

    - figure: printed_against_computed
      row: row-harbour-report-boats
      values: "Printed: 52; Computed: 53"
      because: The report counts the ferry that sank; the table has it no longer.

A figure whose header says ``-- reconciles: agrees`` compares what is printed with what is
computed. A row that does not agree refuses the edition until it is explained, and the
explanation is void when one of the numbers moves.
"""

from dataclasses import fields

from report.entries import read_entries
from report.model import Difference, Project

PATH = "differences.yml"


def read(project: Project) -> dict[tuple[str, str], Difference]:
    """Read the explanations, by figure and by the anchor of the row."""
    wanted = [field.name for field in fields(Difference)]
    entries = read_entries(project.root / PATH, PATH, wanted)
    return {(e["figure"], e["row"]): Difference(**e.texts) for e in entries}
