"""The name of a figure in, a chart of it out, in a shape of the house style that suits its columns."""

from collections.abc import Iterator

from report import figures
from report.errors import ReportError, did_you_mean, raise_all
from report.model import Column, Figure, Project
from report.scaffolds import made, subject, taken
from report.scaffolds.made import Made
from report.scaffolds.text import filled, sayable
from report.style.checks import MOST_CATEGORIES, distinct, is_number


def chart(project: Project, name: str, *, into: str = "") -> Made:
    """Write a chart of the figure of the same name."""
    raise_all(taken.faults(project, "chart", name))
    page = made.page_of(project, into)
    path, query = f"charts/{name}.py", project.queries / f"{name}.sql"
    if not query.is_file():
        known = [each.stem for each in sorted(project.queries.glob("*.sql"))]
        hint = f"{did_you_mean(name, known)} Or write it: python build.py new figure {name}"
        raise ReportError(f'no figure named "{name}" for this chart', path, hint)
    with subject.loaded(project) as data:
        figure = figures.compute_one(query, data, project)
    suiting = next(_shapes(figure), None)
    if suiting is None:
        hint = (
            "A chart wants a column of names or of years that tells the rows apart, and one of "
            "numbers with a unit. Add them, or see the shapes in report/style."
        )
        raise ReportError(f'the columns of "{name}" suit no simple chart', figure.path, hint)
    shape, columns = suiting
    made.write(
        project,
        path,
        filled(
            "chart.txt",
            says=sayable(figure.title.rstrip("."), "What the figure shows"),
            name=name,
            shape=shape,
            columns=", ".join(f'{role}="{column.name}"' for role, column in columns.items()),
            drawn=_drawn(columns),
        ),
    )
    line = f'{{{{ chart("{name}") }}}}'
    then = f"The table of the figure stands below the chart: {{{{ table(fig.{name}) }}}} can go."
    return Made(path, line, made.show(project, page, line), then)


def _shapes(figure: Figure) -> Iterator[tuple[str, dict[str, Column]]]:
    """Yield the shapes that suit a figure, the plainest one first, each with its columns."""
    numbers = [c for c in figure.columns if c.unit and c.name not in figure.key]
    drawable = [c for c in numbers if _is_drawable(figure, c)]
    if not drawable or not figure.rows:
        return
    value = drawable[0]
    for column in sorted(figure.columns, key=lambda each: each.name not in figure.key):
        values = distinct(figure, column.name)
        apart = len(values) == len(figure.rows)
        if apart and column.type == "VARCHAR" and len(values) <= MOST_CATEGORIES:
            yield "ranked_bars", {"label": column, "value": value}
        moments = not column.unit and (column.type == "DATE" or column.type.endswith("INT"))
        if apart and moments and len(values) > 1:
            yield "time_line", {"x": column, "y": value}


def _is_drawable(figure: Figure, column: Column) -> bool:
    found = [row[figure.index(column.name)] for row in figure.rows]
    return all(map(is_number, found))


def _drawn(columns: dict[str, Column]) -> str:
    """Return in words what the function draws."""
    first, second = (column.name for column in columns.values())
    return f"{second} by {first}"
