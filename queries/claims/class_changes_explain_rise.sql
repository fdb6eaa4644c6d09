-- says: As many countries as the rise in autocracies linked to China crossed into that class while they stayed linked to China.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Beyond the rise by  [unit: countries|country]
--   crossed BIGINT   Countries that crossed, linked then and now  [unit: countries|country]
--   rise    BIGINT   Rise in autocracies linked to China  [unit: countries|country]
-- sources: aigs_2019, aigs_2022
-- note: Countries with face recognition in the first and in the latest wave, China left out.
WITH linked AS (
  SELECT
    supply.wave = (SELECT max(wave) FROM index_countries) AS latest,
    supply.importer,
    index_countries.regime IN ('CA', 'EA') AS autocracy
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  WHERE supply.scope = 'export'
    AND supply.exporter = 'CHN'
    AND supply.wave IN (
      (SELECT min(wave) FROM index_countries),
      (SELECT max(wave) FROM index_countries)
    )
),
compared AS (
  SELECT
    count(*) FILTER (WHERE latest AND autocracy)
      - count(*) FILTER (WHERE NOT latest AND autocracy) AS rise,
    (
      SELECT count(*)
      FROM linked AS before
      JOIN linked AS after ON after.importer = before.importer
      WHERE NOT before.latest AND after.latest AND NOT before.autocracy AND after.autocracy
    ) AS crossed
  FROM linked
)
SELECT crossed >= rise AS holds, crossed - rise AS margin, crossed, rise
FROM compared;
