-- title: The index at a glance
-- columns:
--   wave              SMALLINT  Wave of the index
--   countries         BIGINT    Countries recorded  [unit: countries|country, min: 1]
--   smart_city        BIGINT    Smart city  [unit: countries|country, min: 1]
--   face_recognition  BIGINT    Face recognition  [unit: countries|country, min: 1]
--   smart_policing    BIGINT    Smart policing  [unit: countries|country, min: 1]
--   social_media_surveillance  BIGINT  Social media surveillance  [unit: countries|country, allow: zero]
--   china             BIGINT    Linked to China  [unit: countries|country, min: 1]
--   china_belt_and_road  BIGINT  Linked to China, in the Belt and Road  [unit: countries|country, min: 1]
--   united_states     BIGINT    Linked to the US  [unit: countries|country, min: 1]
-- key: wave
-- sources: aigs_2019, aigs_2020, aigs_2022
-- note: Links here count home countries too, as the publisher counts them.
WITH marked AS (
  SELECT
    wave,
    count(*) FILTER (WHERE technology = 'smart_city') AS smart_city,
    count(*) FILTER (WHERE technology = 'face_recognition') AS face_recognition,
    count(*) FILTER (WHERE technology = 'smart_policing') AS smart_policing,
    count(*) FILTER (WHERE technology = 'social_media_surveillance') AS social_media_surveillance
  FROM index_entries
  GROUP BY wave
),
listed AS (
  SELECT
    index_countries.wave,
    count(DISTINCT index_countries.country) AS countries,
    count(*) FILTER (WHERE exporter = 'CHN') AS china,
    count(*) FILTER (WHERE exporter = 'CHN' AND belt_and_road) AS china_belt_and_road,
    count(*) FILTER (WHERE exporter = 'USA') AS united_states
  FROM index_countries
  LEFT JOIN supply
    ON supply.wave = index_countries.wave AND supply.importer = index_countries.country
  GROUP BY index_countries.wave
)
SELECT
  listed.wave,
  listed.countries,
  marked.smart_city,
  marked.face_recognition,
  marked.smart_policing,
  marked.social_media_surveillance,
  listed.china,
  listed.china_belt_and_road,
  listed.united_states
FROM listed
JOIN marked ON marked.wave = listed.wave
ORDER BY listed.wave;
