-- says: A publication prints one number for one thing.
SELECT
  source,
  measure,
  sample,
  subject,
  exporter,
  importer,
  year,
  regime_group,
  count(DISTINCT value) AS numbers,
  min(value) AS lowest,
  max(value) AS highest
FROM printed
WHERE unit IN ('deals', 'countries')
GROUP BY source, measure, sample, subject, exporter, importer, year, regime_group
HAVING count(DISTINCT value) > 1
ORDER BY ALL;
