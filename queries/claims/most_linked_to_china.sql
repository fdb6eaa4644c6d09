-- says: Most countries in the latest wave of the index are linked to China.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Above the mark by  [unit: countries|country]
--   china   BIGINT   Linked to China  [unit: countries|country]
--   listed  BIGINT   Countries in the index  [unit: countries|country]
-- sources: aigs_2022
-- note: China itself is left out.
WITH compared AS (
  SELECT count(supply.importer) AS china, count(*) AS listed
  FROM index_countries
  LEFT JOIN supply
    ON supply.wave = index_countries.wave
    AND supply.importer = index_countries.country
    AND supply.exporter = 'CHN'
  WHERE index_countries.wave = (SELECT max(wave) FROM index_countries)
    AND index_countries.country <> 'CHN'
)
SELECT 2 * china > listed AS holds, china - listed // 2 AS margin, china, listed
FROM compared;
