-- says: Of the technologies that every wave looked for, smart policing gained the most countries.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: countries|country]
--   policing  BIGINT  Gained by smart policing  [unit: countries|country]
--   next    BIGINT   Gained by the next technology  [unit: countries|country]
-- sources: aigs_2019, aigs_2022
WITH counted AS (
  SELECT technology, wave, count(*) AS countries
  FROM index_entries
  GROUP BY technology, wave
),
gained AS (
  SELECT technology, arg_max(countries, wave) - arg_min(countries, wave) AS countries
  FROM counted
  GROUP BY technology
  HAVING count(*) = (SELECT count(DISTINCT wave) FROM index_countries)
),
compared AS (
  SELECT
    max(countries) FILTER (WHERE technology = 'smart_policing') AS policing,
    max(countries) FILTER (WHERE technology <> 'smart_policing') AS next
  FROM gained
)
SELECT policing > next AS holds, policing - next AS margin, policing, next
FROM compared;
