-- title: From supplying country to buying region: deals in spyware and digital forensics
-- columns:
--   exporter  VARCHAR  Supplying country
--   region    VARCHAR  Region of the buyer
--   deals     BIGINT   Deals  [unit: deals|deal, min: 1]
-- key: exporter, region
-- sources: spyware_2023
-- literal: five | the limit that the query sets; two, both | what a joint deal is
-- note: Deals that crossed a border; suppliers with fewer than five deals stand together as others.
--   A deal with two supplying countries counts for both.
WITH totals AS (
  SELECT exporter, count(DISTINCT deal_id) AS deals
  FROM deals
  WHERE scope = 'export'
  GROUP BY exporter
),
named AS (
  SELECT
    deals.deal_id,
    CASE WHEN totals.deals >= 5 THEN suppliers.short_name ELSE 'Others' END AS exporter,
    buyers.region
  FROM deals
  JOIN totals ON totals.exporter = deals.exporter
  JOIN countries AS suppliers ON suppliers.country = deals.exporter
  JOIN countries AS buyers ON buyers.country = deals.importer
  WHERE deals.scope = 'export'
)
SELECT exporter, region, count(DISTINCT deal_id) AS deals
FROM named
GROUP BY exporter, region
ORDER BY
  exporter = 'Others',
  sum(count(DISTINCT deal_id)) OVER (PARTITION BY exporter) DESC,
  exporter,
  deals DESC,
  region;
