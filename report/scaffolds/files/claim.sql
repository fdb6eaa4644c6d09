-- says: TODO: <<says>>.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Holds by  [unit: entries|entry]
--   found   BIGINT   Entries found  [unit: entries|entry]
-- sources: <<sources>>
/*
TODO: Put your own sentence and its query in the place of these, and take this comment out.

A claim is a sentence that is put to the data at each build.

says     the sentence, as a reader is told it.
holds    whether it is true.
margin   how far it is from being otherwise: above zero where it holds, below where it does not.
found    and whatever else was compared, a column each.

A page says it with {% claim <<name>> %}a sentence in words of its own{% endclaim %}.
When it is false the draft marks it there, and no edition is published.
*/
SELECT count(*) > 0 AS holds, count(*) AS margin, count(*) AS found
FROM <<table>>;
