-- title: As taken down from the chart
-- columns:
--   year     SMALLINT       Year
--   measure  VARCHAR        Line of the chart
--   value    DECIMAL(12,3)  Read  [unit: deals, decimals: 0]
--   give_or_take  DECIMAL(12,3)  Give or take  [unit: deals, decimals: 0, allow: null]
--   place    VARCHAR        Where
-- key: year, measure
-- sources: nber_w31676
SELECT year, replace(measure, '_', ' ') AS measure, value, give_or_take, place
FROM printed
WHERE place LIKE 'Fig A.2%' AND source = 'nber_w31676'
ORDER BY year, measure;
