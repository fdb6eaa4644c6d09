-- title: <<title>>
-- columns:
<<columns>>
-- <<key>>
-- sources: <<sources>>
/*
TODO: Put your own query in the place of the one below, and take this comment out.

A figure is a query with a name: the name of its file.

The lines above are its header, and the build holds the query to them.
title    stands over its table and its chart.
columns  name, type and the words over it; [unit: what it counts, many|one] marks a number.
         Further options: decimals, min, max, allow: zero or allow: null.
key      the columns that tell its rows apart; a figure of a single row says "rows: one".
sources  their names in data/datapackage.json.
note     what a reader must know to read it rightly, if there is such a thing.

A page prints a cell with {{ <<cell>> }}
with its noun, as its unit has it, {{ counted(<<cell>>) }}
and the rows with {{ table(fig.<<name>>) }}.
*/
<<select>>
