-- title: Who supplies countries that use face recognition
-- columns:
--   exporter   VARCHAR  Supplying country, code
--   name       VARCHAR  Supplying country
--   importers  BIGINT   Countries supplied  [unit: countries|country, min: 1]
-- key: exporter
-- sources: aigs_2022
-- note: Countries in which the latest wave of the index records face recognition and flags
--   technology from the supplying country. Home countries are left out.
SELECT
  supply.exporter,
  countries.short_name AS name,
  count(*) AS importers
FROM supply
JOIN index_entries
  ON index_entries.wave = supply.wave
  AND index_entries.country = supply.importer
  AND index_entries.technology = 'face_recognition'
JOIN countries ON countries.country = supply.exporter
WHERE supply.scope = 'export'
  AND supply.wave = (SELECT max(wave) FROM index_countries)
GROUP BY supply.exporter, countries.short_name
ORDER BY importers DESC, supply.exporter;
