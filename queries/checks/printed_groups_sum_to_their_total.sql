-- says: Weak and strong democracies together make the total that the same publication prints.
WITH sums AS (
  SELECT source, measure, sample, exporter, sum(value) AS both_groups
  FROM printed
  WHERE regime_group IS NOT NULL AND unit IN ('deals', 'countries')
  GROUP BY source, measure, sample, exporter
)
SELECT sums.source, sums.measure, sums.sample, sums.exporter, sums.both_groups, totals.value AS total
FROM sums
LEFT JOIN printed AS totals
  ON totals.source = sums.source
  AND totals.measure = sums.measure
  AND totals.sample = sums.sample
  AND totals.exporter = sums.exporter
  AND totals.importer IS NULL
  AND totals.year IS NULL
  AND totals.regime_group IS NULL
WHERE totals.value IS DISTINCT FROM sums.both_groups
ORDER BY sums.source, sums.measure, sums.sample, sums.exporter, total;
