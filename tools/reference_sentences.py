"""What the reference says of names of which the code has no sentence; see tools/reference.py."""

from report.editions import ExitCode

EXITS = {
    ExitCode.DONE: "Done.",
    ExitCode.INTERNAL: "A bug of the generator, or a fault of the machine. "
    "Its traceback is kept in `.build/bug.txt`.",
    ExitCode.FAULTS: "Faults in the sources; `check` ends so for refusals as well. "
    "What was published is as it was.",
    ExitCode.NAME_TAKEN: "The name of the edition is taken by other content.",
    ExitCode.BUSY: "Another build is writing to the site. Try again later.",
}
KEYS = {
    "title": "What the figure is called, above its table and its chart. A sentence part.",
    "says": "The sentence that the claim puts to the data; of a law, what is always so.",
    "columns": "One indented line a column: its name, its type, what readers see, its options.",
    "sources": "Where the rows come from: names of sources in `data/datapackage.json`, "
    "with commas between.",
    "key": "The columns that tell rows apart, with commas between.",
    "rows": "`one`, in place of a key: the figure has a single row.",
    "note": "What a reader must know to read it rightly; of a law, what to do about a broken row.",
    "allow": "`empty`: the query may return no row.",
    "reconciles": "The BOOLEAN column that says whether a row agrees with what is printed elsewhere.",
    "pinned": "Years that the query types on purpose, then why: `2019, 2021, the years of the count`.",
    "literal": "Words of the header that are meant as they stand: `words | reason; words | reason`.",
    "budget": "How far a column may move from edition to edition: `boats 10%; late 2; rows 20%`.",
}
OPTIONS = {
    "unit": "What is counted, many and one: `boats|boat`. It makes the column a number to prose.",
    "decimals": "Places printed.",
    "min": "The smallest value allowed.",
    "max": "The greatest value allowed.",
    "allow": "`zero`, `null` or both: values that would else stop the build.",
    "whole": "The column whose rows of one value share a whole: their printed shares sum to 100.",
}
FRONT = {
    "title": "What the page is called. Required.",
    "description": "A sentence for search engines and cards.",
    "kind": "What the theme makes of the page: `front`, `finding` and others have a card of their own.",
    "kicker": "A line above the title.",
    "standfirst": "A paragraph below the title. It may print cells.",
    "rows": "The figure of a family of pages: `content/harbours/[slug].md` is one page a row.",
    "aliases": "Other names that the search finds the page by, with commas between.",
}
PACKAGE = {
    "package": {
        "name": "The name of the data package.",
        "title": "What the data is called. Required.",
        "description": "What the data is. Required.",
        "licenses": "Its licences: `name`, `title`, `path`.",
        "sources": "Where facts come from; see below.",
        "resources": "The tables; see below.",
    },
    "source": {
        "name": "Its name, as queries give it.",
        "title": "Its title.",
        "publisher": "Who published it.",
        "date": "When, as exact as it is known: `2019-09-17`, `2023-03` or `2025`.",
        "path": "Its web address.",
        "licence": "Its terms, in words. Ours.",
        "redistributable": "Whether its rows may be passed on to readers. Ours.",
        "note": "What a reader must know of it. Ours.",
        "email": "Whom to ask.",
        "version": "Its version.",
    },
    "table": {
        "name": "Its name, as queries give it.",
        "path": "A CSV file, a Parquet file or a folder of Parquet files, within `data/`.",
        "title": "What it is called in the codebook.",
        "description": "What its rows are.",
        "schema": "Its fields and keys; see below.",
        "minimumRows": "The fewest rows it may have; else 1. Ours.",
        "mayShrink": "The share of rows it may lose to the next edition, from 0 to 1. Ours.",
        "dialect": "As other programs write it; commas, double quotes and a header are understood.",
        "scheme": "As other programs write it.",
        "format": "As other programs write it.",
        "mediatype": "As other programs write it.",
        "encoding": "`utf-8`.",
        "type": "As other programs write it.",
        "profile": "As other programs write it.",
        "sources": "Names of the sources of this table.",
        "licenses": "Licences of this table.",
    },
    "schema": {
        "fields": "The columns, in their order; see below.",
        "primaryKey": "The field or fields that tell rows apart.",
        "foreignKeys": "Fields whose values stand in another table: `fields`, `reference`.",
        "missingValues": '`[""]`: only an empty cell is a missing value.',
    },
    "foreign key": {
        "fields": "The fields that refer.",
        "reference": "What they refer to: `resource` and `fields`.",
    },
    "reference": {
        "resource": "The table referred to.",
        "fields": "Its fields.",
    },
    "field": {
        "name": "The name of the column, as the file's header has it.",
        "type": "One of the types below.",
        "format": "`default`.",
        "title": "What readers see over the column.",
        "description": "What its values mean, for the codebook.",
        "constraints": "What its cells must be; see below.",
        "duckdb": "What it is stored as: `DECIMAL(6,2)`. Ours.",
        "formula": "Its texts may begin as formulas of spreadsheets do. Ours.",
        "multiline": "Its texts may hold line breaks. Ours.",
        "period": "Years or waves: the table speaks from the first of them to the last. Ours.",
        "redistributable": "`false`: its values are computed with, and in no published byte. Ours.",
    },
    "constraint": {
        "required": "No cell may be empty.",
        "unique": "No value stands twice.",
        "enum": "The values allowed.",
        "minimum": "The smallest value.",
        "maximum": "The greatest value.",
        "pattern": "A regular expression that the whole cell must match.",
        "minLength": "The fewest characters.",
        "maxLength": "The most characters.",
    },
}
SETTINGS = {
    "site_name": "What the publication is called.",
    "site_description": "A sentence about it.",
    "site_url": "Where it is served, with a slash at the end; empty while it is served nowhere.",
    "extra: locale": "Its language, as CLDR writes it: `en`, `de`, `zh_Hans`.",
    "extra: publisher": "Who is named as author and publisher.",
    "extra: approval": "`required`: an edition wants an approval of exactly what is published.",
    "extra: licence_url": "The licence of text and charts.",
}
