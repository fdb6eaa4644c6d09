-- title: One study, told several times: the same numbers under different names
-- columns:
--   printed_id   VARCHAR  Number, code
--   publication  VARCHAR  Printed by
--   date         VARCHAR  When
--   subject      VARCHAR  Of
--   measure      VARCHAR  Called there
--   sample       VARCHAR  Sample
--   value        BIGINT   Number  [unit: as printed, min: 1]
--   place        VARCHAR  Where
-- key: printed_id
-- sources: wired_2023, nber_w31676, project_syndicate_2024, biometric_update_2023
-- note: Quoted, not computed: the rows behind these numbers are not public.
SELECT
  printed_id,
  CASE source
    WHEN 'wired_2023' THEN 'WIRED'
    WHEN 'nber_w31676' THEN 'NBER paper'
    WHEN 'project_syndicate_2024' THEN 'Project Syndicate'
    ELSE 'Biometric Update'
  END AS publication,
  date,
  CASE subject WHEN 'all' THEN 'all countries' ELSE subject END AS subject,
  replace(replace(measure, '_', ' '), 'ai deals', 'deals in AI') AS measure,
  CASE sample
    WHEN 'full' THEN 'all countries'
    WHEN 'top_100_gdp' THEN '100 largest economies'
    ELSE 'not stated'
  END AS sample,
  value::BIGINT AS value,
  place
FROM printed
WHERE source IN ('wired_2023', 'nber_w31676', 'project_syndicate_2024', 'biometric_update_2023')
  AND measure IN (
    'face_recognition_deals', 'ai_deals', 'deals', 'smart_city_deals',
    'importing_countries', 'partners', 'supplier_links'
  )
  AND sample IN ('full', 'top_100_gdp', 'not_stated')
  AND importer IS NULL
  AND year IS NULL
  AND regime_group IS NULL
  AND (exporter IS NULL OR exporter IN ('CHN', 'USA', 'DEU'))
  AND place NOT LIKE 'Fig A.3%'
ORDER BY date, publication, measure, sample, subject, printed_id;
