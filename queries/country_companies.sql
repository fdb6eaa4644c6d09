-- title: Companies that the index names in each country
-- columns:
--   country  VARCHAR  Country, code
--   company  VARCHAR  Company, code
--   country_name  VARCHAR  Country
--   name     VARCHAR  Company
--   home     VARCHAR  Home country, code  [allow: null]
--   home_name  VARCHAR  Home country  [allow: null]
--   waves    VARCHAR  Waves that name it
-- key: country, company
-- sources: aigs_2019, aigs_2020, aigs_2022
-- note: The spelling is mended; the data keep the spelling as printed.
SELECT
  suppliers.country,
  suppliers.company,
  countries.name AS country_name,
  companies.name,
  companies.home,
  homes.short_name AS home_name,
  string_agg(suppliers.wave::VARCHAR, ', ' ORDER BY suppliers.wave) AS waves
FROM suppliers
JOIN countries ON countries.country = suppliers.country
JOIN companies ON companies.company = suppliers.company
LEFT JOIN countries AS homes ON homes.country = companies.home
GROUP BY suppliers.country, suppliers.company, countries.name, companies.name, companies.home, homes.short_name
ORDER BY country_name, lower(companies.name), company;
