-- says: China is linked to more countries that use face recognition than any other supplier.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: countries|country]
--   china   BIGINT   Countries linked to China  [unit: countries|country]
--   next    BIGINT   Countries linked to the next supplier  [unit: countries|country]
-- sources: aigs_2022
-- note: Latest wave, home countries left out.
WITH linked AS (
  SELECT supply.exporter, count(*) AS countries
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  WHERE supply.scope = 'export'
    AND supply.wave = (SELECT max(wave) FROM index_countries)
  GROUP BY supply.exporter
),
compared AS (
  SELECT
    coalesce(max(countries) FILTER (WHERE exporter = 'CHN'), 0) AS china,
    max(countries) FILTER (WHERE exporter <> 'CHN') AS next
  FROM linked
)
SELECT china > next AS holds, china - next AS margin, china, next
FROM compared;
