-- title: Countries in the latest wave, by where their technology comes from
-- columns:
--   supplied   VARCHAR  Supplied from
--   countries  BIGINT   Countries  [unit: countries|country, min: 1]
-- key: supplied
-- sources: aigs_2022
-- note: Home countries left out.
WITH flags AS (
  SELECT
    importer,
    bool_or(exporter = 'CHN') AS china,
    bool_or(exporter = 'USA') AS united_states
  FROM supply
  WHERE scope = 'export' AND wave = (SELECT max(wave) FROM index_countries)
  GROUP BY importer
)
SELECT
  CASE
    WHEN index_countries.country IN ('CHN', 'USA') THEN 'China and the US themselves'
    WHEN flags.china AND flags.united_states THEN 'China and the US'
    WHEN flags.china THEN 'China, not the US'
    WHEN flags.united_states THEN 'The US, not China'
    WHEN flags.importer IS NOT NULL THEN 'Others only'
    ELSE 'No foreign supplier named'
  END AS supplied,
  count(*) AS countries
FROM index_countries
LEFT JOIN flags ON flags.importer = index_countries.country
WHERE index_countries.wave = (SELECT max(wave) FROM index_countries)
GROUP BY supplied
ORDER BY countries DESC, supplied;
