-- title: Supplier links, country by country
-- columns:
--   importer       VARCHAR   Country, code
--   exporter       VARCHAR   Supplying country, code
--   importer_name  VARCHAR   Country
--   importer_slug  VARCHAR   Address of the country
--   exporter_name  VARCHAR   Supplying country
--   exporter_in_sentence VARCHAR Supplying country, inside a sentence
--   exporter_slug  VARCHAR   Address of the supplier
--   waves          VARCHAR   Waves that flag it
--   first_wave     SMALLINT  First flagged
--   in_latest      BOOLEAN   In the latest wave
--   region         VARCHAR   Region
--   face           VARCHAR   Face recognition there in the latest wave
-- key: importer, exporter
-- sources: aigs_2019, aigs_2020, aigs_2022
-- note: A supplier link says that the index flags technology from the supplying country. It names
--   no product, price or contract. Home countries are left out.
SELECT
  supply.importer,
  supply.exporter,
  importers.name AS importer_name,
  importers.slug AS importer_slug,
  exporters.name AS exporter_name,
  exporters.in_sentence AS exporter_in_sentence,
  exporters.slug AS exporter_slug,
  string_agg(supply.wave::VARCHAR, ', ' ORDER BY supply.wave) AS waves,
  min(supply.wave) AS first_wave,
  bool_or(supply.wave = (SELECT max(wave) FROM index_countries)) AS in_latest,
  importers.region,
  CASE WHEN bool_or(face.country IS NOT NULL) THEN 'recorded' ELSE 'not recorded' END AS face
FROM supply
JOIN countries AS importers ON importers.country = supply.importer
JOIN countries AS exporters ON exporters.country = supply.exporter
LEFT JOIN index_entries AS face
  ON face.country = supply.importer
  AND face.technology = 'face_recognition'
  AND face.wave = (SELECT max(wave) FROM index_countries)
WHERE supply.scope = 'export'
GROUP BY ALL
ORDER BY importer_name, first_wave, exporter_name, supply.importer, supply.exporter;
