"""What an editor wants to begin and its name in, the smallest files that work out, with comments.

Each is made from a text in ``files/``. What is there already is never overwritten, and a name that
could not be published, or was, for something else, is refused before a file is made.
"""

from report.scaffolds.charts import chart
from report.scaffolds.made import NOWHERE, Made
from report.scaffolds.prose import page
from report.scaffolds.publication import project
from report.scaffolds.queries import claim, figure, law
from report.scaffolds.sources import source
from report.scaffolds.tables import table

__all__ = [
    "NOWHERE",
    "Made",
    "chart",
    "claim",
    "figure",
    "law",
    "page",
    "project",
    "source",
    "table",
]
