-- title: Countries of the index that have crossed the line since
-- columns:
--   country  VARCHAR   Country, code
--   name     VARCHAR   Country
--   then     VARCHAR   Class that the index prints
--   now      VARCHAR   Class in V-Dem's latest year
--   year     SMALLINT  Latest year
--   linked   VARCHAR   Linked to
-- key: country
-- sources: aigs_2022, vdem_v15
-- note: Countries of the latest wave that were counted as an autocracy there and are a democracy in
--   V-Dem's latest year, or the other way round.
WITH names(code, regime, name) AS (
  VALUES
    ('CA', 0, 'Closed autocracy'),
    ('EA', 1, 'Electoral autocracy'),
    ('ED', 2, 'Electoral democracy'),
    ('LD', 3, 'Liberal democracy')
),
flags AS (
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
  before.name AS "then",
  after.name AS now,
  regimes.year,
  CASE
    WHEN flags.china AND flags.united_states THEN 'China and the US'
    WHEN flags.china THEN 'China'
    WHEN flags.united_states THEN 'The US'
    ELSE 'Others or nobody'
  END AS linked
FROM index_countries
JOIN countries ON countries.country = index_countries.country
JOIN names AS before ON before.code = index_countries.regime
JOIN regimes
  ON regimes.country = index_countries.country
  AND regimes.year = (SELECT max(year) FROM regimes)
JOIN names AS after ON after.regime = regimes.regime
LEFT JOIN flags ON flags.importer = index_countries.country
WHERE index_countries.wave = (SELECT max(wave) FROM index_countries)
  AND (before.regime <= 1) <> (after.regime <= 1)
ORDER BY countries.name, index_countries.country;
