-- title: Deals by supplying country
-- columns:
--   exporter   VARCHAR  Supplying country, code
--   name       VARCHAR  Supplying country
--   deals      BIGINT   Deals  [unit: deals, min: 1]
--   importers  BIGINT   Buying countries  [unit: countries, min: 1]
-- key: exporter
-- sources: spyware_2023
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
