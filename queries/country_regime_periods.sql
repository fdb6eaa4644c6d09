-- title: Kind of government by country, over the years
-- columns:
--   country     VARCHAR   Country, code
--   first_year  SMALLINT  From
--   last_year   SMALLINT  To
--   regime      VARCHAR   Kind of government
-- key: country, first_year
-- sources: vdem_v15
-- note: A row for every stretch of years in which V-Dem puts the country into one class.
WITH names(regime, name) AS (
  VALUES
    (0, 'Closed autocracy'),
    (1, 'Electoral autocracy'),
    (2, 'Electoral democracy'),
    (3, 'Liberal democracy')
),
marked AS (
  SELECT
    country,
    year,
    regime,
    year - row_number() OVER (PARTITION BY country, regime ORDER BY year) AS stretch
  FROM regimes
)
SELECT
  marked.country,
  min(marked.year) AS first_year,
  max(marked.year) AS last_year,
  names.name AS regime
FROM marked
JOIN names ON names.regime = marked.regime
GROUP BY marked.country, marked.stretch, names.name
ORDER BY marked.country, first_year;
