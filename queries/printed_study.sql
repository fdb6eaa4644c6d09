-- title: What the study prints of itself
-- columns:
--   deals          BIGINT  Deals, all countries  [unit: deals|deal, min: 1]
--   importers      BIGINT  Importing countries  [unit: countries|country, min: 1]
--   exporters      BIGINT  Exporting countries  [unit: countries|country, min: 1]
--   china          BIGINT  Deals of China  [unit: deals|deal, min: 1]
--   united_states  BIGINT  Deals of the US  [unit: deals|deal, min: 1]
--   china_city     BIGINT  Smart city deals of China  [unit: deals|deal, min: 1]
--   germany_city   BIGINT  Smart city deals of Germany  [unit: deals|deal, min: 1]
--   large_deals    BIGINT  Deals, the hundred largest economies  [unit: deals|deal, min: 1]
--   large_china    BIGINT  Deals of China there  [unit: deals|deal, min: 1]
--   large_united_states  BIGINT  Deals of the US there  [unit: deals|deal, min: 1]
--   china_links    BIGINT  Supplier links of China there  [unit: links|link, min: 1]
--   united_states_links  BIGINT  Supplier links of the US there  [unit: links|link, min: 1]
--   links_ratio    DECIMAL(4,2)  China's links for each of the US  [unit: times, decimals: 2]
--   sum_of_years   BIGINT  Deals, the years of its chart added up  [unit: deals|deal, min: 1]
-- rows: one
-- sources: nber_w31676
-- literal: hundred largest | the paper's own sample
-- note: Quoted, except the ratio and the sum, which are computed from what is quoted.
WITH quoted AS (
  SELECT *
  FROM printed
  WHERE source = 'nber_w31676' AND regime_group IS NULL AND importer IS NULL
)
SELECT
  max(value) FILTER (
    WHERE measure = 'face_recognition_deals' AND sample = 'full' AND subject = 'all' AND year IS NULL
  )::BIGINT AS deals,
  max(value) FILTER (WHERE measure = 'importing_countries' AND sample = 'full')::BIGINT AS importers,
  max(value) FILTER (WHERE measure = 'exporting_countries' AND sample = 'full')::BIGINT AS exporters,
  max(value) FILTER (
    WHERE measure = 'face_recognition_deals' AND sample = 'full' AND exporter = 'CHN'
  )::BIGINT AS china,
  max(value) FILTER (
    WHERE measure = 'face_recognition_deals' AND sample = 'full' AND exporter = 'USA'
  )::BIGINT AS united_states,
  max(value) FILTER (WHERE measure = 'smart_city_deals' AND exporter = 'CHN')::BIGINT AS china_city,
  max(value) FILTER (WHERE measure = 'smart_city_deals' AND exporter = 'DEU')::BIGINT
    AS germany_city,
  max(value) FILTER (
    WHERE measure = 'face_recognition_deals' AND sample = 'top_100_gdp' AND subject = 'all'
  )::BIGINT AS large_deals,
  max(value) FILTER (
    WHERE measure = 'face_recognition_deals' AND sample = 'top_100_gdp' AND exporter = 'CHN'
  )::BIGINT AS large_china,
  max(value) FILTER (
    WHERE measure = 'face_recognition_deals' AND sample = 'top_100_gdp' AND exporter = 'USA'
  )::BIGINT AS large_united_states,
  max(value) FILTER (WHERE measure = 'supplier_links' AND exporter = 'CHN')::BIGINT AS china_links,
  max(value) FILTER (WHERE measure = 'supplier_links' AND exporter = 'USA')::BIGINT
    AS united_states_links,
  (
    max(value) FILTER (WHERE measure = 'supplier_links' AND exporter = 'CHN')
    / max(value) FILTER (WHERE measure = 'supplier_links' AND exporter = 'USA')
  )::DECIMAL(4,2) AS links_ratio,
  (
    sum(value) FILTER (WHERE place LIKE 'Fig A.2%' AND measure <> 'smart_city_deals')
  )::BIGINT AS sum_of_years
FROM quoted;
