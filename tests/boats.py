"""A publication in values, for pages and what tells of them: boats by harbour, all invented."""

from collections.abc import Mapping
from pathlib import Path

from report.macros import Material
from report.model import Chart, Claim, Column, Figure, Page, Project, SiteFile, Source
from report.pages import Written, write
from report.words import Words

SOURCE = Source(
    "log",
    "Harbour log",
    "Port authority",
    "2023",
    "https://example.org",
    "CC0",
    redistributable=True,
)
BOATS = Figure(
    name="boats",
    title="Boats by harbour",
    columns=(
        Column("slug", "VARCHAR", "Address"),
        Column("name", "VARCHAR", "Harbour"),
        Column("boats", "BIGINT", "Boats", unit="boats", one="boat"),
    ),
    key=("slug",),
    rows=(("north", "North | <b>Quay</b>", 1200), ("south", "South", 7)),
    sources=(SOURCE,),
    sql="-- title: Boats by harbour\nSELECT 1 < 2;\n",
    path="queries/boats.sql",
)
LEADS = Figure(
    name="north_leads",
    title="The north has more boats than any other harbour.",
    columns=(
        Column("holds", "BOOLEAN", "Holds"),
        Column("margin", "BIGINT", "Ahead by", unit="boats", one="boat"),
        Column("north", "BIGINT", "Boats in the north", unit="boats", one="boat"),
        Column("next", "BIGINT", "Boats in the next harbour", unit="boats", one="boat"),
    ),
    key=(),
    rows=((True, 1193, 1200, 7),),
    sources=(SOURCE,),
    sql="-- says: The north has more boats than any other harbour.\nSELECT 2 > 1;\n",
    path="queries/claims/north_leads.sql",
)
TRUE = Claim("north_leads", LEADS.title, holds=True, verdict="true by 1,193 boats", figure=LEADS)
FALSE = Claim(
    "north_leads",
    LEADS.title,
    holds=False,
    verdict="false by 1 boat",
    figure=Figure(
        name=LEADS.name,
        title=LEADS.title,
        columns=LEADS.columns,
        key=(),
        rows=((False, -1, 11, 12),),
        sources=(SOURCE,),
        sql=LEADS.sql,
        path=LEADS.path,
    ),
)
CHART = Chart(
    name="boats",
    title="Boats by harbour",
    description='The north "leads". Bars.',
    wide='<svg viewBox="0 0 720 200"></svg>',
    narrow='<svg viewBox="0 0 340 250.6"></svg>',
    files=(SiteFile("charts/boats.svg", b"<svg/>"), SiteFile("charts/boats.png", b"")),
    takeaway='The north "leads"',
)
PARTIALS = {
    "chart.html": "<figure>{{ chart.title }}|{{ caption }}|{{ bare }}{{ table }}</figure>",
    "chart_page.html": "{{ chart.takeaway }}{{ table }}{% if left_out %}and {{ left_out }} more{% endif %}"
    "{% for claim in claims %}({{ claim.name }}){% endfor %}"
    "{% for e in earlier %}[{{ e.edition }} {{ e.address }}: {{ e.differences|join('; ') }}]{% endfor %}"
    "{% for label, path in files %}{{ label }}={{ path }};{% endfor %}"
    "{% for s in kit %}<pre>{{ s.text }}</pre>{% endfor %}",
    "charts.html": "{% for chart, sizes in charts %}{{ chart.name }} {{ sizes.narrow[1] }}{% endfor %}",
    "table.html": "{% for row in rows %}<p id='{{ row.id }}'>{% for c in row.cells %}"
    "<a href='{{ c.href }}'>{{ c.text }}</a>{% endfor %}</p>{% endfor %}",
    "figure.html": "<pre>{{ sql }}</pre>{{ table }}"
    "{% for m in sentences %}[{{ m.title }}: {{ m.sentence }}]{% endfor %}"
    "{% for m in shown %}(shown on {{ m.address }}){% endfor %}"
    "{% for words, rows in behind %}<i>{{ words }}</i>{{ rows }}{% endfor %}"
    "{% for edition, changes in history %}{{ edition }}: {{ changes|join('; ') }}{% endfor %}"
    "{% if withheld %}cannot be run without {{ withheld|join(', ') }}.{% endif %}"
    "{% if left_out %}and {{ left_out }} more{% endif %}",
    "claims.html": "{% for claim, sql, mentions in claims %}<h2>{{ claim.says }}</h2>"
    "{{ claim.verdict }}{{ sql }}{% for m in mentions %}[{{ m.title }}: {{ m.sentence }}]"
    "{% endfor %}{% endfor %}{% for l in literals %}{{ l.text }}: {{ l.reason }}{% endfor %}"
    "{% for w in waivers %}{{ w.why }}{% endfor %}",
    "corrections.html": "{% for c, shown in corrections %}<h2>{{ c.id }}</h2>{{ c.said }} "
    "{{ c.right }} {{ c.corrected in published }}{% for s in shown %}[{{ up }}{{ s.edition }}/: "
    "{% for p in s.places %}{{ p.title }} {{ p.address }};{% endfor %}]{% endfor %}"
    "{% for p in here.get(c.id, ()) %}(still {{ p.title }}){% endfor %}"
    "{% else %}None.{% endfor %}",
    "differences.html": "{% for d in differences %}{{ d.values }}: {{ d.because }}{% endfor %}",
    "number_card.html": "<b>{{ value }}</b> {{ label }} {{ href }}",
    "sources.html": "{% for s in sources %}{{ s.title }}{% endfor %}",
    "directory.html": "{% for g, es in groups %}{{ g }}:{{ es }}{% endfor %}",
    "codebook.html": "",
    "search.html": "{% for letter, things in groups %}{{ letter }}:{% for t in things %}"
    "<a href='~/{{ t.address }}'>{{ t.title }}</a> {{ t.kind }};{% endfor %}{% endfor %}",
}


def material(claim: Claim = TRUE, **figures: Figure) -> Material:
    """Return all that pages are made of: the boats, their chart, and a claim."""
    return Material(
        figures={"boats": BOATS, **figures},
        claims={claim.name: claim},
        charts={"boats": CHART},
        sources=(SOURCE,),
        words=Words("en"),
        tables=(),
        differences={},
    )


def project(folder: Path, content: Mapping[str, str]) -> Project:
    """Write these content files, a front page and a theme into a folder."""
    for name, text in {"index.md": "---\ntitle: Front\n---\n", **content}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "templates/partials").mkdir(parents=True, exist_ok=True)
    for name, text in PARTIALS.items():
        (folder / "templates/partials" / name).write_text(text, encoding="utf-8")
    return Project(folder)


def written(folder: Path, content: Mapping[str, str], made_of: Material | None = None) -> Written:
    """Write the pages of these content files."""
    return write(project(folder, content), made_of or material())


def pages(
    folder: Path, content: Mapping[str, str], made_of: Material | None = None
) -> dict[str, Page]:
    """Return the pages of these content files, by their paths in the tree."""
    return {page.path: page for page in written(folder, content, made_of).pages}


def body(folder: Path, text: str, made_of: Material | None = None) -> str:
    """Return the Markdown that the text of one page becomes, below its front matter."""
    page = pages(folder, {"a.md": f"---\ntitle: T\n---\n{text}"}, made_of)["a.md"]
    return page.markdown.partition("---\n\n")[2]
