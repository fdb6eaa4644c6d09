-- title: Countries in which the index names a company, wave by wave
-- columns:
--   wave       SMALLINT  Wave of the index
--   company    VARCHAR   Company, code
--   name       VARCHAR   Company
--   countries  BIGINT    Countries  [unit: countries|country, min: 1]
-- key: wave, company
-- sources: aigs_2019, aigs_2020, aigs_2022
-- note: Home countries are counted, as the publisher counts them.
SELECT suppliers.wave, suppliers.company, companies.name, count(*) AS countries
FROM suppliers
JOIN companies ON companies.company = suppliers.company
GROUP BY suppliers.wave, suppliers.company, companies.name
ORDER BY suppliers.wave, countries DESC, suppliers.company;
