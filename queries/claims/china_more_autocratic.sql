-- says: By V-Dem's classes a larger share of the countries linked to China are autocracies than of those linked to the United States.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(7,4)  Ahead by  [unit: %, decimals: 0]
--   china   DECIMAL(7,4)  Share of China's countries  [unit: %, decimals: 0]
--   united_states  DECIMAL(7,4)  Share of the United States' countries  [unit: %, decimals: 0]
-- sources: aigs_2022
-- note: Countries with face recognition in the latest wave, home countries left out.
WITH shares AS (
  SELECT
    supply.exporter,
    (100 * count(*) FILTER (WHERE index_countries.regime IN ('CA', 'EA')) / count(*))
      ::DECIMAL(7,4) AS share
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  WHERE supply.scope = 'export'
    AND supply.wave = (SELECT max(wave) FROM index_countries)
  GROUP BY supply.exporter
),
compared AS (
  SELECT
    max(share) FILTER (WHERE exporter = 'CHN') AS china,
    max(share) FILTER (WHERE exporter = 'USA') AS united_states
  FROM shares
)
SELECT
  china > united_states AS holds,
  (china - united_states)::DECIMAL(7,4) AS margin,
  china,
  united_states
FROM compared;
