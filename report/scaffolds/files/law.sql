-- says: <<says>>.
/*
TODO: Put your own rule in the place of this one, and take this comment out.

A law is a query for the rows that break it: where it finds one, nothing is built.

says     the law in a sentence; the fault begins with it.
note     what to do about a row that breaks it: a line "-- note: …" below the first, if you like.
*/
SELECT <<shown>>
FROM <<table>>
WHERE <<field>> IS NULL
ORDER BY <<shown>>;
