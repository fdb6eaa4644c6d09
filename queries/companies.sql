-- title: Companies and what is recorded of them
-- columns:
--   company    VARCHAR  Company, code
--   name       VARCHAR  Company
--   home       VARCHAR  Home country  [allow: null]
--   countries  BIGINT   Countries in the latest wave  [unit: countries|country, allow: zero]
--   ever       BIGINT   Countries in any wave  [unit: countries|country, allow: zero]
--   deals      BIGINT   Deals abroad  [unit: deals|deal, allow: zero]
-- key: company
-- sources: aigs_2019, aigs_2020, aigs_2022, spyware_2023
-- note: Countries are from the index, home countries left out; deals are from the inventory. They
--   are different things and are never added up.
WITH named AS (
  SELECT
    suppliers.company,
    count(DISTINCT suppliers.country)
      FILTER (WHERE suppliers.wave = (SELECT max(wave) FROM suppliers)) AS countries,
    count(DISTINCT suppliers.country) AS ever
  FROM suppliers
  JOIN companies ON companies.company = suppliers.company
  WHERE suppliers.country IS DISTINCT FROM companies.home
  GROUP BY suppliers.company
),
sold AS (
  SELECT company, count(DISTINCT deal_id) AS deals
  FROM deals
  WHERE scope = 'export'
  GROUP BY company
)
SELECT
  companies.company,
  companies.name,
  homes.short_name AS home,
  coalesce(named.countries, 0) AS countries,
  coalesce(named.ever, 0) AS ever,
  coalesce(sold.deals, 0) AS deals
FROM companies
LEFT JOIN countries AS homes ON homes.country = companies.home
LEFT JOIN named ON named.company = companies.company
LEFT JOIN sold ON sold.company = companies.company
ORDER BY lower(companies.name), companies.company;
