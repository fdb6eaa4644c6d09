-- title: Countries ranked by who supplies them and by their deals
-- columns:
--   country         VARCHAR  Country, code
--   name            VARCHAR  Country
--   suppliers       BIGINT   Supplying countries in the latest wave  [unit: countries|country, allow: null]
--   suppliers_rank  BIGINT   Rank by supplying countries  [allow: null]
--   suppliers_level BIGINT   Others of that rank  [unit: countries|country, allow: null zero]
--   suppliers_of    BIGINT   Countries so ranked  [unit: countries|country, min: 1]
--   deals           BIGINT   Deals  [unit: deals|deal, allow: null]
--   deals_rank      BIGINT   Rank by deals  [allow: null]
--   deals_level     BIGINT   Others of that rank in deals  [unit: countries|country, allow: null zero]
--   deals_of        BIGINT   Buying countries  [unit: countries|country, min: 1]
-- key: country
-- sources: aigs_2022, spyware_2023
-- note: Countries that are level share a rank, and the next rank is left out. Ranked are countries
--   with a foreign supplier in the latest wave, and countries with a deal on record.
WITH linked AS (
  SELECT importer AS country, count(*) AS suppliers
  FROM supply
  WHERE scope = 'export' AND wave = (SELECT max(wave) FROM index_countries)
  GROUP BY importer
),
bought AS (
  SELECT importer AS country, count(DISTINCT deal_id) AS deals
  FROM deals
  GROUP BY importer
),
linked_ranks AS (
  SELECT
    country,
    suppliers,
    rank() OVER (ORDER BY suppliers DESC) AS suppliers_rank,
    count(*) OVER (PARTITION BY suppliers) - 1 AS suppliers_level
  FROM linked
),
bought_ranks AS (
  SELECT
    country,
    deals,
    rank() OVER (ORDER BY deals DESC) AS deals_rank,
    count(*) OVER (PARTITION BY deals) - 1 AS deals_level
  FROM bought
)
SELECT
  countries.country,
  countries.name,
  linked_ranks.suppliers,
  linked_ranks.suppliers_rank,
  linked_ranks.suppliers_level,
  (SELECT count(*) FROM linked) AS suppliers_of,
  bought_ranks.deals,
  bought_ranks.deals_rank,
  bought_ranks.deals_level,
  (SELECT count(*) FROM bought) AS deals_of
FROM linked_ranks
FULL JOIN bought_ranks ON bought_ranks.country = linked_ranks.country
JOIN countries ON countries.country = coalesce(linked_ranks.country, bought_ranks.country)
ORDER BY linked_ranks.suppliers_rank NULLS LAST, countries.name, countries.country;
