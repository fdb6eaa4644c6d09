-- title: Companies by the number of countries they are recorded in
-- columns:
--   company    VARCHAR  Company, code
--   name       VARCHAR  Company
--   home       VARCHAR  Home country  [allow: null]
--   countries  BIGINT   Countries  [unit: countries|country, min: 2]
-- key: company
-- sources: aigs_2022
-- literal: five, most | how the third wave's workbook is laid out
-- note: Latest wave of the index, which names at most five companies in most rows; companies
--   recorded in a single country, and companies at home, are left out.
SELECT
  suppliers.company,
  companies.name,
  homes.short_name AS home,
  count(*) AS countries
FROM suppliers
JOIN companies ON companies.company = suppliers.company
LEFT JOIN countries AS homes ON homes.country = companies.home
WHERE suppliers.wave = (SELECT max(wave) FROM suppliers)
  AND suppliers.country IS DISTINCT FROM companies.home
GROUP BY suppliers.company, companies.name, homes.short_name
HAVING count(*) >= 2
ORDER BY countries DESC, suppliers.company;
