-- says: By V-Dem's classes the share of autocracies among the countries linked to China rises from wave to wave.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(7,4)  Room before a rise is none  [unit: %, decimals: 1]
--   first   DECIMAL(7,4)  Share in the first wave  [unit: %, decimals: 0]
--   latest  DECIMAL(7,4)  Share in the latest wave  [unit: %, decimals: 0]
-- sources: aigs_2019, aigs_2020, aigs_2022
-- note: Countries with face recognition, home countries left out.
WITH shares AS (
  SELECT
    supply.wave,
    100 * count(*) FILTER (WHERE index_countries.regime IN ('CA', 'EA')) / count(*) AS share
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  WHERE supply.scope = 'export' AND supply.exporter = 'CHN'
  GROUP BY supply.wave
),
rises AS (
  SELECT wave, share, share - lag(share) OVER (ORDER BY wave) AS rise
  FROM shares
)
SELECT
  min(rise) > 0 AS holds,
  min(rise)::DECIMAL(7,4) AS margin,
  arg_min(share, wave)::DECIMAL(7,4) AS first,
  arg_max(share, wave)::DECIMAL(7,4) AS latest
FROM rises;
