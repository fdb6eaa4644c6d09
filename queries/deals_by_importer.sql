-- title: Deals by buying country
-- columns:
--   importer   VARCHAR  Buying country, code
--   name       VARCHAR  Buying country
--   deals      BIGINT   Deals  [unit: deals|deal, min: 1]
--   exporters  BIGINT   Supplying countries  [unit: countries|country, allow: zero]
-- key: importer
-- sources: spyware_2023
-- note: All deals on record, those inside a country too.
SELECT
  deals.importer,
  countries.short_name AS name,
  count(DISTINCT deals.deal_id) AS deals,
  count(DISTINCT deals.exporter) AS exporters
FROM deals
JOIN countries ON countries.country = deals.importer
GROUP BY deals.importer, countries.short_name
ORDER BY deals DESC, deals.importer;
