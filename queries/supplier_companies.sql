-- title: Companies of each supplying country
-- columns:
--   exporter   VARCHAR  Supplying country, code
--   company    VARCHAR  Company, code
--   name       VARCHAR  Company
--   countries  BIGINT   Other countries in which a wave of the index names it  [unit: countries|country, allow: null]
--   deals      BIGINT   Deals abroad in spyware or phone forensics  [unit: deals|deal, allow: null]
-- key: exporter, company
-- sources: aigs_2019, aigs_2020, aigs_2022, spyware_2023
-- note: A company that the index names stands under its home country, one that has deals under the
--   country that supplied them. Being named and having sold are different things.
WITH listed AS (
  SELECT
    companies.home AS exporter,
    suppliers.company,
    count(DISTINCT suppliers.country) AS countries
  FROM suppliers
  JOIN companies ON companies.company = suppliers.company
  WHERE suppliers.country <> companies.home
  GROUP BY companies.home, suppliers.company
),
sold AS (
  SELECT exporter, company, count(DISTINCT deal_id) AS deals
  FROM deals
  WHERE scope = 'export' AND exporter IS NOT NULL AND company IS NOT NULL
  GROUP BY exporter, company
)
SELECT
  coalesce(listed.exporter, sold.exporter) AS exporter,
  companies.company,
  companies.name,
  listed.countries,
  sold.deals
FROM listed
FULL JOIN sold ON sold.exporter = listed.exporter AND sold.company = listed.company
JOIN companies ON companies.company = coalesce(listed.company, sold.company)
ORDER BY
  exporter,
  listed.countries DESC NULLS LAST,
  sold.deals DESC NULLS LAST,
  lower(companies.name),
  companies.company;
