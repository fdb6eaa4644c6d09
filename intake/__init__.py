"""The originals of others → the tables of ``data/``, as facts in our own schema.

    python -m intake SOURCES_DIR            show what would change
    python -m intake SOURCES_DIR --write    change it

An original is never copied: what is taken of it is who supplies what to whom, when, and who
says so.  Dirt is mended only where the repair is known; anything else is refused with the
address of its cell.

    floor 0  rows, originals             the values written, the cells read
    floor 1  countries, names, companies the words for countries and firms
    floor 2  aigs, reference, printed    one shape of source each
    floor 3  aigs_2019 … spyware, nber   one source each
    floor 4  tables, files               all of them together, and to disk
"""
