-- title: Countries with face recognition that are linked to China or to the United States
-- columns:
--   wave      SMALLINT  Wave of the index
--   importer  VARCHAR   Country, code
--   country   VARCHAR   Country
--   china     BOOLEAN   Linked to China
--   united_states  BOOLEAN  Linked to the United States
-- key: wave, importer
-- sources: aigs_2019, aigs_2020, aigs_2022
SELECT
  supply.wave,
  supply.importer,
  countries.name AS country,
  bool_or(supply.exporter = 'CHN') AS china,
  bool_or(supply.exporter = 'USA') AS united_states
FROM supply
JOIN index_entries
  ON index_entries.wave = supply.wave
  AND index_entries.country = supply.importer
  AND index_entries.technology = 'face_recognition'
JOIN countries ON countries.country = supply.importer
WHERE supply.scope = 'export' AND supply.exporter IN ('CHN', 'USA')
GROUP BY supply.wave, supply.importer, countries.name
ORDER BY supply.wave, country, supply.importer;
