-- title: Seeds by kind
-- columns:
--   kind   VARCHAR  Kind
--   seeds  BIGINT   Seeds  [unit: seeds|seed]
-- key: kind
-- sources: walk
SELECT kind, count(DISTINCT supplier) AS seeds
FROM seeds
GROUP BY kind
ORDER BY kind;
