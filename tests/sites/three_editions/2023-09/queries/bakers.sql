-- title: Bakeries of the town
-- columns:
--   bakeries  BIGINT  Bakeries  [unit: bakeries|bakery, min: 1]
--   sacks     BIGINT  Sacks of flour  [unit: sacks|sack, min: 1]
-- rows: one
-- sources: guild, mill
SELECT (SELECT count(*) FROM bakeries) AS bakeries, sum(sacks)::BIGINT AS sacks
FROM deliveries;
