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
SELECT
  index_countries.wave,
  count(*) AS countries,
  count(smart_city.country) AS smart_city,
  count(face_recognition.country) AS face_recognition,
  count(smart_policing.country) AS smart_policing,
  count(social_media.country) AS social_media_surveillance,
  count(china.importer) AS china,
  count(china.importer) FILTER (WHERE index_countries.belt_and_road) AS china_belt_and_road,
  count(united_states.importer) AS united_states
FROM index_countries
LEFT JOIN index_entries AS smart_city
  ON smart_city.wave = index_countries.wave
  AND smart_city.country = index_countries.country
  AND smart_city.technology = 'smart_city'
LEFT JOIN index_entries AS face_recognition
  ON face_recognition.wave = index_countries.wave
  AND face_recognition.country = index_countries.country
  AND face_recognition.technology = 'face_recognition'
LEFT JOIN index_entries AS smart_policing
  ON smart_policing.wave = index_countries.wave
  AND smart_policing.country = index_countries.country
  AND smart_policing.technology = 'smart_policing'
LEFT JOIN index_entries AS social_media
  ON social_media.wave = index_countries.wave
  AND social_media.country = index_countries.country
  AND social_media.technology = 'social_media_surveillance'
LEFT JOIN supply AS china
  ON china.wave = index_countries.wave
  AND china.importer = index_countries.country
  AND china.exporter = 'CHN'
LEFT JOIN supply AS united_states
  ON united_states.wave = index_countries.wave
  AND united_states.importer = index_countries.country
  AND united_states.exporter = 'USA'
GROUP BY index_countries.wave
ORDER BY index_countries.wave;
