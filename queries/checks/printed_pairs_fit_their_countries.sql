-- says: The deals between pairs of countries are no more than those of the exporter and of the importer.
WITH pairs AS (
  SELECT source, measure, sample, exporter, importer, value
  FROM printed
  WHERE exporter IS NOT NULL AND importer IS NOT NULL
),
sides AS (
  SELECT source, measure, sample, exporter, NULL AS importer, sum(value) AS of_pairs
  FROM pairs
  GROUP BY source, measure, sample, exporter
  UNION ALL
  SELECT source, measure, sample, NULL AS exporter, importer, sum(value) AS of_pairs
  FROM pairs
  GROUP BY source, measure, sample, importer
)
SELECT sides.source, sides.measure, sides.exporter, sides.importer, sides.of_pairs, totals.value AS total
FROM sides
JOIN printed AS totals
  ON totals.source = sides.source
  AND totals.measure = sides.measure
  AND totals.sample = sides.sample
  AND totals.exporter IS NOT DISTINCT FROM sides.exporter
  AND totals.importer IS NOT DISTINCT FROM sides.importer
  AND totals.year IS NULL
  AND totals.regime_group IS NULL
WHERE sides.of_pairs > totals.value
ORDER BY sides.source, sides.measure, sides.exporter, sides.importer, total;
