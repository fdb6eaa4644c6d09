-- title: Kind of government by country, in the latest year
-- columns:
--   country     VARCHAR       Country, code
--   year        SMALLINT      Year
--   regime      VARCHAR       Kind of government
--   regimes     VARCHAR       Kind of government, plural
--   democracy   DECIMAL(4,3)  Electoral democracy index, from 0 to 1  [unit: points|point, decimals: 2, allow: null]
-- key: country
-- sources: vdem_v15
-- literal: 0, 1 | the ends of the scale
WITH names(regime, name, plural) AS (
  VALUES
    (0, 'Closed autocracy', 'closed autocracies'),
    (1, 'Electoral autocracy', 'electoral autocracies'),
    (2, 'Electoral democracy', 'electoral democracies'),
    (3, 'Liberal democracy', 'liberal democracies')
)
SELECT
  regimes.country,
  regimes.year,
  names.name AS regime,
  names.plural AS regimes,
  regimes.electoral_democracy AS democracy
FROM regimes
JOIN names ON names.regime = regimes.regime
QUALIFY regimes.year = max(regimes.year) OVER (PARTITION BY regimes.country)
ORDER BY regimes.country;
