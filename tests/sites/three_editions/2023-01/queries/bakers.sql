-- title: Bakeries of the town
-- columns:
--   bakeries  BIGINT  Bakeries  [unit: bakeries|bakery, min: 1]
-- rows: one
-- sources: guild
SELECT count(*) AS bakeries
FROM bakeries;
