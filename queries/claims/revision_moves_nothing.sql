-- says: For the year that the index prints, V-Dem's latest release counts as many autocracies among each supplier's countries as the index does.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Room before one has moved  [unit: countries|country]
--   china_printed   BIGINT  Autocracies linked to China, as the index prints them  [unit: countries|country]
--   china_revised   BIGINT  The same by the latest release  [unit: countries|country]
--   united_states_printed  BIGINT  Autocracies linked to the United States, as the index prints them  [unit: countries|country]
--   united_states_revised  BIGINT  The same by the latest release  [unit: countries|country]
-- sources: aigs_2022, vdem_v15
-- note: Countries with face recognition in the latest wave, home countries left out. The index
--   prints the classes of the year before it appeared.
WITH counted AS (
  SELECT
    supply.exporter,
    count(*) FILTER (WHERE index_countries.regime IN ('CA', 'EA')) AS printed,
    count(*) FILTER (WHERE regimes.regime <= 1) AS revised
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  LEFT JOIN regimes
    ON regimes.country = supply.importer AND regimes.year = supply.wave - 1
  WHERE supply.scope = 'export'
    AND supply.exporter IN ('CHN', 'USA')
    AND supply.wave = (SELECT max(wave) FROM index_countries)
  GROUP BY supply.exporter
),
compared AS (
  SELECT
    max(printed) FILTER (WHERE exporter = 'CHN') AS china_printed,
    max(revised) FILTER (WHERE exporter = 'CHN') AS china_revised,
    max(printed) FILTER (WHERE exporter = 'USA') AS united_states_printed,
    max(revised) FILTER (WHERE exporter = 'USA') AS united_states_revised,
    max(abs(revised - printed)) AS moved
  FROM counted
)
SELECT
  moved = 0 AS holds,
  CASE WHEN moved = 0 THEN 1 ELSE -moved END AS margin,
  china_printed,
  china_revised,
  united_states_printed,
  united_states_revised
FROM compared;
