-- title: Countries that name the company
-- columns:
--   company    VARCHAR  Company, code
--   country    VARCHAR  Country, code
--   name       VARCHAR  Country
--   as_printed VARCHAR  As the index prints the company
--   printed_under  VARCHAR  In whose row it is printed
-- key: company, country
-- sources: aigs_2022
SELECT
  suppliers.company,
  suppliers.country,
  countries.name,
  suppliers.company_as_printed AS as_printed,
  rows.short_name AS printed_under
FROM suppliers
JOIN companies ON companies.company = suppliers.company
JOIN countries ON countries.country = suppliers.country
JOIN countries AS rows ON rows.country = suppliers.printed_under
WHERE suppliers.wave = (SELECT max(wave) FROM suppliers)
  AND suppliers.country IS DISTINCT FROM companies.home
ORDER BY suppliers.company, countries.name, suppliers.country;
