-- title: Where the printed numbers disagree
-- columns:
--   face_in_wired_china  BIGINT  WIRED: China, face recognition  [unit: deals|deal, min: 1]
--   face_in_wired_us     BIGINT  WIRED: United States, face recognition  [unit: deals|deal, min: 1]
--   partners_press       BIGINT  Biometric Update: partners of the US  [unit: countries|country, min: 1]
--   partners_large       BIGINT  NBER paper: links of the US, large economies  [unit: countries|country, min: 1]
--   partners_full        BIGINT  NBER paper: partners of the US, all countries  [unit: countries|country, min: 1]
--   partners_full_china  BIGINT  NBER paper: partners of China, all countries  [unit: countries|country, min: 1]
--   ahead_large          DECIMAL(7,4)  China ahead in deals, large economies  [unit: %, decimals: 1]
--   ahead_full           DECIMAL(7,4)  China ahead in deals, all countries  [unit: %, decimals: 1]
--   links_ratio          DECIMAL(5,2)  China's links for each of the US  [unit: times, decimals: 2]
--   deals                BIGINT  Deals, as printed  [unit: deals|deal, min: 1]
-- rows: one
-- sources: wired_2023, nber_w31676, biometric_update_2023
-- literal: large | the paper's sample of the largest economies; ahead | the distance may have either sign
-- note: Quoted, except the ratios and the sum, which are computed from what is quoted.
WITH nber AS (
  SELECT *
  FROM printed
  WHERE source = 'nber_w31676' AND regime_group IS NULL AND importer IS NULL
),
picked AS (
  SELECT
    max(value) FILTER (WHERE exporter = 'USA' AND measure = 'supplier_links') AS us_links,
    max(value) FILTER (WHERE exporter = 'CHN' AND measure = 'supplier_links') AS china_links,
    max(value) FILTER (WHERE exporter = 'USA' AND measure = 'partners') AS us_partners,
    max(value) FILTER (WHERE exporter = 'CHN' AND measure = 'partners') AS china_partners,
    max(value) FILTER (
      WHERE exporter = 'CHN' AND measure = 'face_recognition_deals' AND sample = 'full'
    ) AS china_full,
    max(value) FILTER (
      WHERE exporter = 'USA' AND measure = 'face_recognition_deals' AND sample = 'full'
    ) AS us_full,
    max(value) FILTER (
      WHERE exporter = 'CHN' AND measure = 'face_recognition_deals' AND sample = 'top_100_gdp'
    ) AS china_large,
    max(value) FILTER (
      WHERE exporter = 'USA' AND measure = 'face_recognition_deals' AND sample = 'top_100_gdp'
    ) AS us_large,
    max(value) FILTER (
      WHERE measure = 'face_recognition_deals' AND subject = 'all' AND sample = 'full'
    ) AS deals
  FROM nber
),
others AS (
  SELECT
    max(value) FILTER (
      WHERE source = 'wired_2023' AND exporter = 'CHN' AND measure = 'face_recognition_deals'
    ) AS wired_china,
    max(value) FILTER (
      WHERE source = 'wired_2023' AND exporter = 'USA' AND measure = 'face_recognition_deals'
    ) AS wired_us,
    max(value) FILTER (
      WHERE source = 'biometric_update_2023' AND exporter = 'USA' AND measure = 'partners'
    ) AS press
  FROM printed
)
SELECT
  others.wired_china::BIGINT AS face_in_wired_china,
  others.wired_us::BIGINT AS face_in_wired_us,
  others.press::BIGINT AS partners_press,
  picked.us_links::BIGINT AS partners_large,
  picked.us_partners::BIGINT AS partners_full,
  picked.china_partners::BIGINT AS partners_full_china,
  (100 * picked.china_large / picked.us_large - 100)::DECIMAL(7,4) AS ahead_large,
  (100 * picked.china_full / picked.us_full - 100)::DECIMAL(7,4) AS ahead_full,
  (picked.china_links / picked.us_links)::DECIMAL(5,2) AS links_ratio,
  picked.deals::BIGINT AS deals
FROM picked
CROSS JOIN others;
