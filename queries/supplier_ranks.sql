-- title: Supplying countries ranked by their links and by their deals
-- columns:
--   exporter     VARCHAR  Supplying country, code
--   name         VARCHAR  Supplying country
--   links        BIGINT   Countries linked in the latest wave  [unit: countries|country, allow: null]
--   links_rank   BIGINT   Rank by countries linked  [allow: null]
--   links_level  BIGINT   Others of that rank  [unit: countries|country, allow: null zero]
--   links_of     BIGINT   Supplying countries with links  [unit: countries|country, min: 1]
--   deals        BIGINT   Deals abroad  [unit: deals|deal, allow: null]
--   deals_rank   BIGINT   Rank by deals abroad  [allow: null]
--   deals_level  BIGINT   Others of that rank in deals  [unit: countries|country, allow: null zero]
--   deals_of     BIGINT   Supplying countries with deals  [unit: countries|country, min: 1]
-- key: exporter
-- sources: aigs_2022, spyware_2023
-- literal: two, both | what a joint deal is
-- note: Countries that are level share a rank, and the next rank is left out. Home countries are
--   left out; a deal with two supplying countries counts for both.
WITH linked AS (
  SELECT exporter, count(*) AS links
  FROM supply
  WHERE scope = 'export' AND wave = (SELECT max(wave) FROM index_countries)
  GROUP BY exporter
),
sold AS (
  SELECT exporter, count(DISTINCT deal_id) AS deals
  FROM deals
  WHERE scope = 'export' AND exporter IS NOT NULL
  GROUP BY exporter
),
linked_ranks AS (
  SELECT
    exporter,
    links,
    rank() OVER (ORDER BY links DESC) AS links_rank,
    count(*) OVER (PARTITION BY links) - 1 AS links_level
  FROM linked
),
sold_ranks AS (
  SELECT
    exporter,
    deals,
    rank() OVER (ORDER BY deals DESC) AS deals_rank,
    count(*) OVER (PARTITION BY deals) - 1 AS deals_level
  FROM sold
)
SELECT
  countries.country AS exporter,
  countries.name,
  linked_ranks.links,
  linked_ranks.links_rank,
  linked_ranks.links_level,
  (SELECT count(*) FROM linked) AS links_of,
  sold_ranks.deals,
  sold_ranks.deals_rank,
  sold_ranks.deals_level,
  (SELECT count(*) FROM sold) AS deals_of
FROM linked_ranks
FULL JOIN sold_ranks ON sold_ranks.exporter = linked_ranks.exporter
JOIN countries ON countries.country = coalesce(linked_ranks.exporter, sold_ranks.exporter)
ORDER BY linked_ranks.links_rank NULLS LAST, countries.name, countries.country;
