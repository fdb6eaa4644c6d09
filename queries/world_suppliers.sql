-- title: Who supplies whom: technology from China, the United States or elsewhere
-- columns:
--   country   VARCHAR  Country, code
--   name      VARCHAR  Country
--   outline   VARCHAR  Shape on the map  [allow: null]
--   supplied  VARCHAR  Supplied from
-- key: country
-- sources: aigs_2022
-- note: Suppliers that the latest wave of the index flags for a country, home countries left out.
--   Countries that the index does not list are grey: nothing is recorded, which is not the same as
--   nothing being there.
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
  index_countries.country,
  countries.name,
  countries.outline,
  CASE
    WHEN index_countries.country IN ('CHN', 'USA') THEN 'China and the US themselves'
    WHEN flags.china AND flags.united_states THEN 'China and the US'
    WHEN flags.china THEN 'China, not the US'
    WHEN flags.united_states THEN 'The US, not China'
    WHEN flags.importer IS NOT NULL THEN 'Others only'
    ELSE 'No foreign supplier named'
  END AS supplied
FROM index_countries
JOIN countries ON countries.country = index_countries.country
LEFT JOIN flags ON flags.importer = index_countries.country
WHERE index_countries.wave = (SELECT max(wave) FROM index_countries)
ORDER BY index_countries.country;
