-- title: Deals by supplying country and technology
-- columns:
--   exporter    VARCHAR  Supplying country, code
--   name        VARCHAR  Supplying country
--   technology  VARCHAR  Technology, code
--   label       VARCHAR  Technology
--   deals       BIGINT   Deals  [unit: deals|deal, min: 1]
-- key: exporter, technology
-- sources: spyware_2023
-- literal: two, both | what a joint deal is
-- note: Deals that crossed a border. A deal with two supplying countries counts for both.
SELECT
  deals.exporter,
  countries.short_name AS name,
  deals.technology,
  upper(deals.technology[1]) || replace(deals.technology[2:], '_', ' ') AS label,
  count(DISTINCT deals.deal_id) AS deals
FROM deals
JOIN countries ON countries.country = deals.exporter
WHERE deals.scope = 'export'
GROUP BY deals.exporter, countries.short_name, deals.technology
ORDER BY deals.exporter, deals DESC, deals.technology;
