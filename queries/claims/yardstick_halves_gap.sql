-- says: Drawn where the study draws it, the line leaves less than half of the gap that V-Dem's classes show.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(7,4)  Below half by  [unit: %, decimals: 1]
--   vdem    DECIMAL(7,4)  Gap by V-Dem's classes  [unit: %, decimals: 0]
--   polity  DECIMAL(7,4)  Gap by the study's line  [unit: %, decimals: 0]
-- sources: aigs_2022, polity5
-- literal: half | what the sentence says, and the query asks
-- note: Countries with face recognition in the latest wave, home countries left out.
WITH shares AS (
  SELECT
    supply.exporter,
    100 * count(*) FILTER (WHERE index_countries.regime IN ('CA', 'EA')) / count(*) AS vdem,
    100 * count(*) FILTER (WHERE polity.polity2 < 7) / count(polity.polity2) AS polity
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  LEFT JOIN polity ON polity.country = supply.importer
  WHERE supply.scope = 'export'
    AND supply.wave = (SELECT max(wave) FROM index_countries)
  GROUP BY supply.exporter
),
gaps AS (
  SELECT
    max(vdem) FILTER (WHERE exporter = 'CHN') - max(vdem) FILTER (WHERE exporter = 'USA') AS vdem,
    max(polity) FILTER (WHERE exporter = 'CHN') - max(polity) FILTER (WHERE exporter = 'USA')
      AS polity
  FROM shares
)
SELECT
  abs(polity) < vdem / 2 AS holds,
  (vdem / 2 - abs(polity))::DECIMAL(7,4) AS margin,
  vdem::DECIMAL(7,4) AS vdem,
  polity::DECIMAL(7,4) AS polity
FROM gaps;
