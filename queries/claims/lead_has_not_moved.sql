-- says: China's lead over the United States is the same in the latest wave as in the first.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Room before it has moved  [unit: countries|country]
--   first   BIGINT   Lead in the first wave  [unit: countries|country]
--   latest  BIGINT   Lead in the latest wave  [unit: countries|country]
-- sources: aigs_2019, aigs_2022
-- note: Countries with face recognition, home countries left out.
WITH leads AS (
  SELECT
    supply.wave,
    count(*) FILTER (WHERE exporter = 'CHN') - count(*) FILTER (WHERE exporter = 'USA') AS ahead
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  WHERE supply.scope = 'export'
  GROUP BY supply.wave
),
compared AS (
  SELECT arg_min(ahead, wave) AS first, arg_max(ahead, wave) AS latest
  FROM leads
)
SELECT
  latest = first AS holds,
  CASE WHEN latest = first THEN 1 ELSE -abs(latest - first) END AS margin,
  first,
  latest
FROM compared;
