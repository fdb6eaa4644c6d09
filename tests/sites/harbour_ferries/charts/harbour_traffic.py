"""Who passes which pier, from the Old Town to Sankt Ola."""

import altair as alt

from report.model import Figure


def draw(figure: Figure) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(alt.NamedData(name=figure.name), height=160)
        .mark_bar()
        .encode(
            x=alt.X("passengers:Q", title=figure.column("passengers").label),
            y=alt.Y("name:N", sort="-x", title=None),
        )
    )
    return chart
