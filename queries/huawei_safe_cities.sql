-- title: Agreements on safe cities that Huawei had signed, as counted by a think tank
-- columns:
--   agreements  BIGINT  Agreements, as printed  [unit: agreements|agreement, min: 1]
--   countries   BIGINT  Countries, as printed  [unit: countries|country, min: 1]
-- rows: one
-- sources: csis_2019
-- note: Quoted, not computed. An agreement is a signature; a mark of the index is a report that
--   technology is in use.
SELECT
  max(value) FILTER (WHERE measure = 'safe_city_agreements')::BIGINT AS agreements,
  max(value) FILTER (WHERE measure = 'countries_with_safe_city_agreements')::BIGINT AS countries
FROM printed
WHERE source = 'csis_2019';
