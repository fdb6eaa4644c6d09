-- title: Deals by the year they came to light
-- columns:
--   year   SMALLINT  Year of first disclosure
--   deals  BIGINT    Deals  [unit: deals|deal, min: 1]
-- key: year
-- sources: spyware_2023
-- note: The year in which a deal was first reported, not the year in which it was made. A rise can
--   mean more deals or more reporting.
SELECT year_disclosed AS year, count(DISTINCT deal_id) AS deals
FROM deals
WHERE year_disclosed IS NOT NULL
GROUP BY year_disclosed
ORDER BY year;
