-- title: Stalls of the market
-- columns:
--   kind    VARCHAR  Kind
--   stalls  BIGINT   Stalls  [unit: stalls|stall, min: 1]
-- key: kind
-- sources: guild
SELECT kind, count(*) AS stalls
FROM stalls
GROUP BY kind
ORDER BY stalls DESC, kind;
