-- title: Deals of the supplying country
-- columns:
--   exporter   VARCHAR  Supplying country, code
--   deal_id    VARCHAR  Deal
--   buyer      VARCHAR  Buying country
--   company    VARCHAR  Company  [allow: null]
--   technology VARCHAR  Technology
--   disclosed  VARCHAR  Came to light  [allow: null]
-- key: exporter, deal_id
-- sources: spyware_2023
SELECT
  deals.exporter,
  deals.deal_id,
  countries.name AS buyer,
  companies.name AS company,
  replace(deals.technology, '_', ' ') AS technology,
  deals.disclosed_as_printed AS disclosed
FROM deals
JOIN countries ON countries.country = deals.importer
LEFT JOIN companies ON companies.company = deals.company
WHERE deals.scope = 'export'
ORDER BY deals.exporter, buyer, deals.deal_id;
