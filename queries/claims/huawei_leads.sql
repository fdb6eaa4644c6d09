-- says: Huawei is named in more countries than any other company.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: countries|country]
--   huawei  BIGINT   Countries that name Huawei  [unit: countries|country]
--   next    BIGINT   Countries that name the next company  [unit: countries|country]
-- sources: aigs_2022
-- note: Latest wave, companies at home left out.
WITH counted AS (
  SELECT suppliers.company, count(*) AS countries
  FROM suppliers
  JOIN companies ON companies.company = suppliers.company
  WHERE suppliers.wave = (SELECT max(wave) FROM suppliers)
    AND suppliers.country IS DISTINCT FROM companies.home
  GROUP BY suppliers.company
),
compared AS (
  SELECT
    max(countries) FILTER (WHERE company = 'huawei') AS huawei,
    max(countries) FILTER (WHERE company <> 'huawei') AS next
  FROM counted
)
SELECT huawei > next AS holds, huawei - next AS margin, huawei, next
FROM compared;
