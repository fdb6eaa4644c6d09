-- says: A country's years of regimes have no gap.
SELECT country, min(year) AS first_year, max(year) AS last_year, count(*) AS years
FROM regimes
GROUP BY country
HAVING max(year) - min(year) + 1 <> count(*)
ORDER BY country;
