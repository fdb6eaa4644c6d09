-- title: Kind of government by country, in the latest year
-- columns:
--   country     VARCHAR       Country, code
--   year        SMALLINT      Year
--   regime      VARCHAR       Kind of government
--   democracy   DECIMAL(4,3)  Electoral democracy index, from 0 to 1  [unit: points, decimals: 2, allow: null]
--   polity      TINYINT       Polity score in 2018  [unit: points, allow: null zero]
-- key: country
-- sources: vdem_v15, polity5
SELECT
  regimes.country,
  regimes.year,
  ['Closed autocracy', 'Electoral autocracy', 'Electoral democracy', 'Liberal democracy'][
    regimes.regime + 1
  ] AS regime,
  regimes.electoral_democracy AS democracy,
  polity.polity2 AS polity
FROM regimes
LEFT JOIN polity ON polity.country = regimes.country
WHERE regimes.regime IS NOT NULL
QUALIFY regimes.year = max(regimes.year) OVER (PARTITION BY regimes.country)
ORDER BY regimes.country;
