-- title: Countries with face recognition and a supplier link, by supplying country
-- columns:
--   wave       SMALLINT  Wave of the index
--   exporter   VARCHAR   Supplying country, code
--   name       VARCHAR   Supplying country
--   importers  BIGINT    Countries supplied  [unit: countries|country, min: 1]
-- key: wave, exporter
-- sources: aigs_2019, aigs_2020, aigs_2022
-- note: A supplier link says that the index flags technology from that country in a place where it
--   also records face recognition. It does not say that the face recognition came from there.
--   Home countries are left out: a country does not supply itself. The first wave flags suppliers
--   from China, the United States and Japan alone.
SELECT
  supply.wave,
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
GROUP BY supply.wave, supply.exporter, countries.short_name
ORDER BY supply.wave, importers DESC, supply.exporter;
