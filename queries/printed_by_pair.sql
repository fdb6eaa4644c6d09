-- title: The study's busiest routes, as printed
-- columns:
--   exporter  VARCHAR  Supplying country, code
--   importer  VARCHAR  Buying country, code
--   route     VARCHAR  Route
--   deals     BIGINT   Deals, as printed  [unit: deals|deal, min: 1]
-- key: exporter, importer
-- sources: nber_w31676
-- literal: busiest | the list that the paper prints
-- note: Read from Figure A.3 of the paper, full sample. Quoted, not computed.
SELECT
  printed.exporter,
  printed.importer,
  exporters.short_name || ' to ' || importers.short_name AS route,
  printed.value::BIGINT AS deals
FROM printed
JOIN countries AS exporters ON exporters.country = printed.exporter
JOIN countries AS importers ON importers.country = printed.importer
WHERE printed.place LIKE 'Fig A.3 bottom%' AND printed.source = 'nber_w31676'
ORDER BY deals DESC, printed.exporter, printed.importer;
