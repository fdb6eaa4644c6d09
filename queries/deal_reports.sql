-- title: The reports behind each deal
-- columns:
--   deal_id    VARCHAR   Deal
--   number     SMALLINT  Report
--   importer   VARCHAR   Buying country, code
--   company    VARCHAR   Company
--   technology VARCHAR   Technology
--   publisher  VARCHAR   Published at
--   url        VARCHAR   Address
-- key: deal_id, number
-- sources: spyware_2023
-- note: The links that the inventory gives for each deal. Where it links to a copy in an archive,
--   the place of the first publication is told.
SELECT
  deal_links.deal_id,
  deal_links.number,
  deals.importer,
  coalesce(companies.name, 'Not disclosed') AS company,
  upper(deals.technology[1]) || replace(deals.technology[2:], '_', ' ') AS technology,
  regexp_extract(
    deal_links.url,
    '^(?:https?://web\.archive\.org/web/[^/]+/)?(?:https?://)?(?:www\.)?([^/?#:]+)',
    1
  ) AS publisher,
  deal_links.url
FROM deal_links
JOIN deals ON deals.deal_id = deal_links.deal_id AND deals.part = 1
LEFT JOIN companies ON companies.company = deals.company
ORDER BY deals.importer, deals.year_disclosed, deal_links.deal_id, deal_links.number;
