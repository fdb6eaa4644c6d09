-- title: Supplier links to countries with face recognition, wave by wave
-- columns:
--   wave       SMALLINT  Wave of the index
--   exporter   VARCHAR   Supplying country, code
--   name       VARCHAR   Supplying country
--   importers  BIGINT    Countries supplied  [unit: countries|country, min: 1]
-- key: wave, exporter
-- sources: aigs_2019, aigs_2020, aigs_2022
-- budget: importers 5%
-- note: The suppliers that every wave of the index flags. Home countries are left out.
WITH counted AS (
  SELECT supply.wave, supply.exporter, count(*) AS importers
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  WHERE supply.scope = 'export'
  GROUP BY supply.wave, supply.exporter
)
SELECT counted.wave, counted.exporter, countries.short_name AS name, counted.importers
FROM counted
JOIN countries ON countries.country = counted.exporter
WHERE counted.exporter IN (
  SELECT exporter
  FROM counted
  GROUP BY exporter
  HAVING count(*) = (SELECT count(DISTINCT wave) FROM index_countries)
)
ORDER BY counted.wave, counted.importers DESC, counted.exporter;
