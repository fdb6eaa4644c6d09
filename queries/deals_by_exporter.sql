-- title: Deals by supplying country
-- columns:
--   exporter   VARCHAR  Supplying country, code
--   name       VARCHAR  Supplying country
--   deals      BIGINT   Deals  [unit: deals|deal, min: 1]
--   importers  BIGINT   Buying countries  [unit: countries|country, min: 1]
-- key: exporter
-- sources: spyware_2023
-- budget: deals 10%; rows 10%
-- literal: two, both | what a joint deal is
-- note: Deals that crossed a border. A deal with two supplying countries counts for both.
SELECT
  deals.exporter,
  countries.short_name AS name,
  count(DISTINCT deals.deal_id) AS deals,
  count(DISTINCT deals.importer) AS importers
FROM deals
JOIN countries ON countries.country = deals.exporter
WHERE deals.scope = 'export'
GROUP BY deals.exporter, countries.short_name
ORDER BY deals DESC, deals.exporter;
