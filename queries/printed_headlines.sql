-- title: One study, told twice: what WIRED and the paper call the same numbers
-- columns:
--   printed_id  VARCHAR  Number, code
--   publication VARCHAR  Publication
--   date        VARCHAR  Printed
--   subject     VARCHAR  Of
--   measure     VARCHAR  What it is called there
--   value       BIGINT   Number, as printed  [unit: deals, min: 1]
--   place       VARCHAR  Where it stands
-- key: printed_id
-- sources: wired_2023, nber_w31676, project_syndicate_2024, biometric_update_2023
-- note: Quoted, not computed: the rows behind these numbers are not public.
SELECT
  printed.printed_id,
  sources.publisher AS publication,
  printed.date,
  printed.subject,
  replace(printed.measure, '_', ' ') AS measure,
  printed.value::BIGINT AS value,
  printed.place
FROM printed
JOIN sources ON sources.name = printed.source
WHERE printed.source IN ('wired_2023', 'nber_w31676', 'project_syndicate_2024', 'biometric_update_2023')
  AND printed.exporter IS NOT DISTINCT FROM printed.exporter
  AND printed.importer IS NULL
  AND printed.year IS NULL
  AND printed.regime_group IS NULL
  AND printed.unit IN ('deals', 'countries')
  AND printed.place NOT LIKE 'Fig A.%'
ORDER BY printed.date, publication, printed.subject, measure, printed.printed_id;
