-- title: Deals in spyware and digital forensics, one by one
-- columns:
--   deal_id        VARCHAR   Deal
--   part           TINYINT   Part of a joint deal
--   importer       VARCHAR   Buying country, code
--   importer_name  VARCHAR   Buying country
--   importer_slug  VARCHAR   Address of the buyer
--   exporter       VARCHAR   Supplying country, code  [allow: null]
--   exporter_name  VARCHAR   Supplying country
--   company        VARCHAR   Company
--   technology     VARCHAR   Technology
--   used           VARCHAR   Period of use, as printed  [allow: null]
--   disclosed      VARCHAR   Came to light
--   sources        VARCHAR   Sources
--   scope          VARCHAR   Crossed a border
-- key: deal_id, part
-- sources: spyware_2023
-- note: Facts restated from the inventory: who, to whom, which firm, what kind, which years. The
--   links to its sources stand in the data under deal_links.
SELECT
  deals.deal_id,
  deals.part,
  deals.importer,
  importers.name AS importer_name,
  importers.slug AS importer_slug,
  deals.exporter,
  coalesce(exporters.short_name, 'Not disclosed') AS exporter_name,
  coalesce(companies.name, 'Not disclosed') AS company,
  upper(deals.technology[1]) || replace(deals.technology[2:], '_', ' ') AS technology,
  deals.period_as_printed AS used,
  coalesce(deals.disclosed_as_printed, deals.year_disclosed::VARCHAR) AS disclosed,
  CASE deals.confidence WHEN 'lower' THEN 'weak' ELSE 'usual' END AS sources,
  deals.scope
FROM deals
JOIN countries AS importers ON importers.country = deals.importer
LEFT JOIN countries AS exporters ON exporters.country = deals.exporter
LEFT JOIN companies ON companies.company = deals.company
ORDER BY importers.name, deals.year_disclosed, deals.deal_id, deals.part;
