-- says: The deals of the countries named are no more than all deals.
WITH sums AS (
  SELECT source, measure, sample, place, sum(value) AS of_countries
  FROM printed
  WHERE unit = 'deals' AND year IS NULL AND regime_group IS NULL
    AND (exporter IS NULL) <> (importer IS NULL)
  GROUP BY source, measure, sample, place
)
SELECT sums.source, sums.measure, sums.sample, sums.place, sums.of_countries, totals.value AS total
FROM sums
JOIN printed AS totals
  ON totals.source = sums.source
  AND totals.measure = sums.measure
  AND totals.sample = sums.sample
  AND totals.subject = 'all'
  AND totals.year IS NULL
WHERE sums.of_countries > totals.value
ORDER BY sums.source, sums.measure, sums.sample, sums.place, total;
