-- says: Smart city platforms are recorded in fewer countries in the second wave than in the first and in the third.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Below by  [unit: countries|country]
--   first   BIGINT   First wave  [unit: countries|country]
--   second  BIGINT   Second wave  [unit: countries|country]
--   third   BIGINT   Third wave  [unit: countries|country]
-- sources: aigs_2019, aigs_2020, aigs_2022
WITH counted AS (
  SELECT wave, count(*) AS countries, row_number() OVER (ORDER BY wave) AS place
  FROM index_entries
  WHERE technology = 'smart_city'
  GROUP BY wave
),
compared AS (
  SELECT
    max(countries) FILTER (WHERE place = 1) AS first,
    max(countries) FILTER (WHERE place = 2) AS second,
    max(countries) FILTER (WHERE place = 3) AS third
  FROM counted
)
SELECT
  second < first AND second < third AS holds,
  least(first, third) - second AS margin,
  first,
  second,
  third
FROM compared;
