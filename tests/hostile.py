"""A publication of an invented bazaar whose every word is made by somebody who means harm.

What data may hold stands in ``NAMES``: each is text, and nothing else, wherever it lands. What
data may not hold stands in ``REFUSED``. The goods and their numbers are invented.
"""

import csv
import io
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
FLAG = "caught"  # what every script of these would set, on window and in the title

# By what they would be, if they were taken for anything but text.
NAMES: Mapping[str, str] = {
    "script": f"</script><script>window.{FLAG}=true</script>",
    "image": f"<img src=x onerror=window.{FLAG}=true>",
    "drawing": f'"><svg/onload=window.{FLAG}=true>',
    "style": "</style><style>*{display:none}</style>",
    "comment": "--><!-- ]]> <![CDATA[ <?php",
    "title": f"</title></textarea></noscript><iframe srcdoc='<script>{FLAG}</script>'>",
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "handler": f"' onmouseover='window.{FLAG}=true' \" onfocus=\"window.{FLAG}=true\" autofocus",
    "link": f"[click](javascript:window.{FLAG}=true)",
    "pixel": "![pixel](https://evil.example/pixel.gif)",
    "reference": "[a]: https://evil.example/ 'b'",
    "autolink": "<https://evil.example/> https://evil.example/ a@evil.example",
    "attributes": f"name {{: onclick=window.{FLAG}=true .n #content }}",
    "jinja": "{{ 7*7 }} {% raw %} {# x #} {{ fig }} {% endraw %}",
    "snippet": '--8<-- "/etc/passwd"',
    "pipes": "A | B || C | ---:",
    "lines": "one\n\n# two\n\n- three\n\n    four",
    "front": "---\ntitle: other\n---",
    "code": "`a` ```b``` ~~~ \\`c\\` $d$ \\\\ \\n",
    "emphasis": "*a* __b__ ~~c~~ ^d^ ==e== a_b_c",
    "formula": '=HYPERLINK("https://evil.example/","x")',
    "command": "+cmd|' /C calc'!A0",
    "entities": "&lt;b&gt; &amp;#60; &#x3c;i&#x3e; &nbsp",
    "literal": "${alert(1)} \\u003cscript\\u003e %3Cscript%3E %(link)s {0} {link}",
    "expression": "datum.x || toString.constructor('alert(1)')()",
    "prototype": "__proto__",
    "nothing": "null",
    "number": "1e309",
    "insert": '<div data-insert="chart-bazaar"></div>',
    "home": '<a href="~/../../../x">up</a> ~/x',
    "path": "../../../../etc/passwd\\..\\..\\windows",
    "address": "javascript:alert(1)",
    "commas": "a, \"b\"; 'c'\td".replace("\t", " "),
    "mark": "\ue0000\ue001 \ue0011\ue000",
    "arabic": "مرفأ النورس",
    "hebrew": "חנות (הנמל)",
    "emoji": "🦦🚢🇳🇴",
    "accents": "Ł̵̢o̴͜n̷g̶".replace("̵", "").replace("̢", ""),
    "tall": "Z" + "\u0335" * 12 + "algo",
    "long": "W" * 10_000,
    "words": "ab " * 3_333 + "z",
}
# What no cell may hold, whoever allows it: the cell, and what is told of it.
REFUSED: Mapping[str, tuple[str, str]] = {
    "zero-width": ("Ot\u200bter", "a hidden character: zero width space (U+200B)"),
    "joiner": ("Ot\u200dter", "a hidden character: zero width joiner (U+200D)"),
    "override": ("Otter\u202egpj.exe", "a hidden character: right-to-left override (U+202E)"),
    "isolate": ("\u2067Otter", "a hidden character: right-to-left isolate (U+2067)"),
    "separator": ("Ot\u2028ter", "a hidden character: line separator (U+2028)"),
    "mark of order": ("Ot\ufeffter", "a hidden character: zero width no-break space (U+FEFF)"),
    "tag": ("Otter\U000e0041", "a hidden character: tag latin capital letter a (U+E0041)"),
    "hard blank": ("Ot\xa0ter", "a hidden character: no-break space (U+00A0)"),
    "escape": ("Ot\x1b[31mter", "a hidden character: control character (U+001B)"),
    "backspace": ("Ot\x08ter", "a hidden character: control character (U+0008)"),
    "tab": ("Ot\tter", "a hidden character: control character (U+0009)"),
    "lost": ("Ot\ufffdter", "a hidden character: replacement character (U+FFFD)"),
    "formula": ("=1+1", "begins like a formula"),
    "at": ("@SUM(A1)", "begins like a formula"),
    "lines": ("one\ntwo", "holds a line break"),
    "accent": ("Cafe\u0301", "spells an accent as a character of its own"),
    "long": ("W" * 10_000, "has more than 2,000 characters"),
    "blank": (" Otter", "begins or ends with a blank"),
}
# What a text of an editor would hold if somebody else had written it: no tags, those are refused.
WORDS = (
    f"[x](javascript:window.{FLAG}=true) ![y](https://evil.example/p.gif) {{: onclick=alert(true) }} "
    "| pipe & &lt;i&gt; \"quoted\" 'single' `code` *stars* ]]> \\u003c ${x*x}"
)
TAGS = f"</script><img src=x onerror=window.{FLAG}=true> {WORDS}"
FIRST, SECOND = "2021-09", "2021-10"
AMOUNT = 1_001  # of the first of the goods; each has a number that no other has


def amount(kind: str, edition: str = SECOND) -> int:
    """Return how many of the goods there are: invented."""
    return AMOUNT + 3 * list(NAMES).index(kind) + (1 if edition == SECOND else 0)


def printed(kind: str) -> str:
    """Return the number as a page prints it."""
    return f"{amount(kind):,}"


def editions(root: Path, run: Callable[..., int]) -> list[int]:
    """Publish both editions, and say in the second why numbers moved and what was wrong."""
    project(root, FIRST)
    first = run("publish", FIRST, "--title", TAGS[:110])
    project(root, SECOND)
    (root / "reasons.yml").write_text(_entries(_REASONS), encoding="utf-8")
    (root / "editions" / "corrections.yml").write_text(_entries(_CORRECTIONS), encoding="utf-8")
    return [first, run("publish", SECOND, "--title", TAGS[:110])]


def for_titles(name: str) -> bool:
    """Say whether a name can be the title of a page: it then is plain text."""
    return not {"<", ">"} & set(name)


def project(root: Path, edition: str = SECOND) -> Path:
    """Write the publication into a folder, as it stood for an edition."""
    if not (root / "templates").exists():
        shutil.copytree(ROOT / "templates", root / "templates")
    for name, text in {**_FILES, "data/goods.csv": goods(edition)}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def goods(edition: str) -> str:
    """Return the goods as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["slug", "name", "kind", "url", "amount"])
    for kind, name in NAMES.items():
        url = "https://example.org/a?b=c&d='e'"
        writer.writerow(
            [kind, name, "odd" if for_titles(name) else "tag", url, amount(kind, edition)]
        )
    return out.getvalue()


def _entries(entries: object) -> str:
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)


SHOWN = ("link", "jinja", "pixel", "image", "script", "entities")  # whose letters pictures have
CARDED = ("link", "jinja", "handler", "attributes", "pipes", "address")  # of those, the titles
_REASONS = [
    {
        "figure": "shown",
        "row": kind,
        "column": "amount",
        "was": str(amount(kind, FIRST)),
        "now": str(amount(kind)),
        "why": TAGS,
        "who": TAGS,
        "date": "2021-10-01",
    }
    for kind in SHOWN
]
_CORRECTIONS = [
    {
        "id": "2021-10-a",
        "date": "2021-10-04",
        "edition": FIRST,
        "where": "goods/, charts/shown, figures/shown",
        **dict.fromkeys(("said", "right", "why"), TAGS),
        "corrected": SECOND,
    }
]
_CONTRACT = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "bazaar",
    "title": TAGS,
    "description": f"INVENTED, for tests: {TAGS}",
    "licenses": [{"name": "CC0-1.0", "title": TAGS, "path": "https://example.org/terms?a=1&b='2'"}],
    "sources": [
        {
            "name": "stall",
            "title": TAGS,
            "publisher": TAGS,
            "date": "2021-09",
            "path": "https://example.org/source?a=1&b='2'",
            "licence": TAGS,
            "redistributable": True,
        }
    ],
    "resources": [
        {
            "name": "goods",
            "path": "goods.csv",
            "title": TAGS,
            "description": TAGS,
            "schema": {
                "fields": [
                    {"name": "slug", "type": "string", "constraints": {"required": True}},
                    {
                        "name": "name",
                        "type": "string",
                        "title": TAGS,
                        "description": TAGS,
                        "formula": True,
                        "multiline": True,
                        "constraints": {"required": True, "maxLength": 20_000},
                    },
                    {"name": "kind", "type": "string", "description": TAGS},
                    {"name": "url", "type": "string", "format": "uri", "description": TAGS},
                    {"name": "amount", "type": "integer", "description": TAGS},
                ],
                "primaryKey": "slug",
            },
        }
    ],
}
_LABEL = f"Goods <b>x</b> {{{{ x*x }}}} | & \"quoted\" 'single' <script>{FLAG}</script>"
_COLUMNS = f"""\
-- columns:
--   slug    VARCHAR  Slug
--   name    VARCHAR  {_LABEL}
--   kind    VARCHAR  Kind
--   url     VARCHAR  Address
--   amount  BIGINT   Amount <i>&  [unit: goods|good, min: 1]
-- key: slug
-- sources: stall
-- note: {TAGS}
"""
_SETTINGS = {
    "site_name": TAGS,
    "site_description": TAGS,
    "site_url": "https://example.org/a/path/",
    "docs_dir": ".build/pages",
    "site_dir": "site/draft",
    "theme": {"name": None, "custom_dir": "templates"},
    "nav": [{"Front page": "index.md"}, {TAGS: "goods/index.md"}, {"Data": "data/index.md"}],
    "markdown_extensions": ["attr_list", "footnotes", "md_in_html", "tables"],
    "plugins": [],
    "extra": {
        "locale": "en",
        "kinds": "front findings finding charts chart figures figure prose".split(),
        "publisher": TAGS,
        "licence_url": "https://example.org/terms?a=1&b='2'",
        "licence": TAGS,
    },
}
_FILES: dict[str, str] = {
    "data/datapackage.json": json.dumps(_CONTRACT, ensure_ascii=False, indent=1),
    "mkdocs.yml": yaml.safe_dump(_SETTINGS, allow_unicode=True, sort_keys=False),
    "queries/bazaar.sql": f"-- title: {TAGS}\n{_COLUMNS}SELECT * FROM goods ORDER BY amount;\n",
    "queries/shown.sql": (
        f"-- title: {TAGS}\n{_COLUMNS}-- budget: amount 0.01%\n"
        "SELECT * FROM goods\n"
        f"WHERE slug IN {SHOWN}\nORDER BY amount DESC;\n"
    ),
    "queries/titled.sql": (
        f"-- title: {TAGS}\n{_COLUMNS}SELECT * FROM goods WHERE kind = 'odd' ORDER BY amount;\n"
    ),
    "queries/carded.sql": (
        f"-- title: {TAGS}\n{_COLUMNS}SELECT * FROM goods\n"
        f"WHERE slug IN {CARDED}\n"
        "ORDER BY amount;\n"
    ),
    "queries/claims/image_leads.sql": (
        f"-- says: {TAGS}\n"
        "-- columns:\n"
        "--   holds   BOOLEAN  Holds\n"
        f"--   margin  BIGINT   {_LABEL}  [unit: goods|good]\n"
        "--   image   BIGINT   Images <u>&  [unit: goods|good]\n"
        "--   script  BIGINT   Scripts  [unit: goods|good]\n"
        f"-- sources: stall\n-- note: {TAGS}\n"
        "SELECT a > b AS holds, a - b AS margin, a AS image, b AS script FROM (SELECT\n"
        "  max(amount) FILTER (WHERE slug = 'image') AS a,\n"
        "  max(amount) FILTER (WHERE slug = 'script') AS b FROM goods);\n"
    ),
    "charts/shown.py": (
        f'r"""{TAGS}"""\n\n'
        "from report.model import Figure\nfrom report.style import Shape, ranked_bars\n\n\n"
        "def draw(figure: Figure) -> Shape:\n"
        '    return ranked_bars(figure, label="name", value="amount")\n'
    ),
    "content/index.md": (
        "---\ntitle: {{ fig.bazaar['pixel'].name }}\nkind: front\n"
        "description: {{ fig.bazaar['link'].name }}\nstandfirst: {{ fig.bazaar['handler'].name }}\n---\n"
        "{{ number(fig.bazaar['image'].amount, fig.bazaar['image'].name) }}\n\n"
        '{{ chart("shown") }}\n\n{{ changed() }}\n\n'
        "{% claim image_leads %}There are more {{ fig.bazaar['image'].name }} than others{% endclaim %}.\n\n"
        "{{ source('stall') }}\n"
    ),
    "content/goods/index.md": (
        "---\ntitle: Goods\n---\n{% for row in fig.bazaar %}\n"
        "- {{ row.name }}: {{ row.amount }}\n{% endfor %}\n\n"
        "{{ listed(fig.bazaar, 'name') }}\n\n"
        "{{ table(fig.bazaar, 'name', 'amount', 'url', links={'url': '{url}'}, named='name') }}\n\n"
        "{{ directory(fig.titled, 'name', 'goods/{slug}', group='kind') }}\n"
    ),
    "content/goods/[slug].md": (
        "---\nrows: titled\ntitle: {{ row.name }}\ndescription: {{ row.name }}\n"
        "kicker: {{ row.name }}\naliases: {{ row.name }}\nstandfirst: {{ row.name }}: {{ row.amount }}\n---\n"
        "{{ row.name }}: {{ row.amount }}\n\n"
        "## {{ row.name }}\n\n> {{ row.name }}\n\n"
        "| name | amount |\n|---|---:|\n| {{ row.name }} | {{ row.amount }} |\n\n"
        "*{{ row.name }}* **{{ row.name }}** [{{ row.name }}](index.md)\n\n"
        "{{ link(row.name, 'goods/index.md') }}\n"
    ),
    "content/cards/[slug].md": (  # pages that are shared with a picture: of letters that it has
        "---\nrows: carded\ntitle: {{ row.name }}\ndescription: {{ row.name }}\nkind: finding\n---\n"
        "{{ number(row.amount, row.name) }}\n"
    ),
    "content/data/index.md": "---\ntitle: Data\n---\n{{ codebook() }}\n\n{{ sources() }}\n",
}
