-- title: Countries that use each technology, wave by wave
-- columns:
--   wave        SMALLINT  Wave of the index
--   technology  VARCHAR   Technology, code
--   name        VARCHAR   Technology
--   countries   BIGINT    Countries  [unit: countries|country, min: 1]
-- key: wave, technology
-- sources: aigs_2019, aigs_2020, aigs_2022
-- note: The first wave did not look at social media surveillance.
WITH names(technology, name) AS (
  VALUES
    ('face_recognition', 'Face recognition'),
    ('smart_city', 'Smart city'),
    ('smart_policing', 'Smart policing'),
    ('social_media_surveillance', 'Social media')
)
SELECT index_entries.wave, index_entries.technology, names.name, count(*) AS countries
FROM index_entries
JOIN names ON names.technology = index_entries.technology
GROUP BY index_entries.wave, index_entries.technology, names.name
ORDER BY index_entries.technology, index_entries.wave;
