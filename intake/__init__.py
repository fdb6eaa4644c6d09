"""The originals of others → the tables of ``data/``, as facts in our own schema.

    python -m intake SOURCES_DIR            show what would change
    python -m intake SOURCES_DIR --write    change it

One new file of a source is brought in by ``build.py import``, through ``importers/``, which
uses what is here.

An original is never copied: what is taken of it is who supplies what to whom, when, and who
says so.  Dirt is mended only where the repair is known; anything else is refused with the
address of its cell.

    floor 0  originals, rows          the cells that are read, the values that are written
    floor 1  countries, printed_words what there is to be named
    floor 2  names, companies         a spelling → a country, a firm
    floor 3  aigs, printed, reference one shape of source each
    floor 4  aigs_2019 … 2022, spyware, nber
    floor 5  tables                   all of them together
    floor 6  files                    checked, compared, to disk
    floor 7  releases                 one file of a source, for ``build.py import``

A module imports only from lower floors.  Each floor's words are listed, not guessed: a new
release that brings a new firm, country or measure is refused until somebody lists it.
"""
