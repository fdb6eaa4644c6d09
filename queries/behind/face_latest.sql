-- title: Countries that are linked to the supplier and use face recognition
-- columns:
--   exporter   VARCHAR  Supplying country, code
--   importer   VARCHAR  Country, code
--   country    VARCHAR  Country
--   as_printed VARCHAR  As the index prints the supplier
-- key: exporter, importer
-- sources: aigs_2022
SELECT supply.exporter, supply.importer, countries.name AS country, supply.as_printed
FROM supply
JOIN index_entries
  ON index_entries.wave = supply.wave
  AND index_entries.country = supply.importer
  AND index_entries.technology = 'face_recognition'
JOIN countries ON countries.country = supply.importer
WHERE supply.scope = 'export'
  AND supply.wave = (SELECT max(wave) FROM index_countries)
ORDER BY supply.exporter, countries.name, supply.importer;
