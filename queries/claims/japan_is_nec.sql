-- says: In most of the countries linked to Japan, the index names NEC.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Above the mark by  [unit: countries|country]
--   nec     BIGINT   Countries that name NEC  [unit: countries|country]
--   japan   BIGINT   Countries linked to Japan  [unit: countries|country]
-- sources: aigs_2022
-- note: Latest wave, Japan itself left out.
WITH linked AS (
  SELECT supply.importer, suppliers.company
  FROM supply
  LEFT JOIN suppliers
    ON suppliers.wave = supply.wave
    AND suppliers.country = supply.importer
    AND suppliers.company = 'nec'
  WHERE supply.scope = 'export'
    AND supply.exporter = 'JPN'
    AND supply.wave = (SELECT max(wave) FROM index_countries)
),
compared AS (
  SELECT count(company) AS nec, count(*) AS japan
  FROM linked
)
SELECT 2 * nec > japan AS holds, nec - japan // 2 AS margin, nec, japan
FROM compared;
