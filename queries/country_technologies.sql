-- title: What the index records in each country
-- columns:
--   country     VARCHAR   Country, code
--   technology  VARCHAR   Technology, code
--   name        VARCHAR   Technology
--   in_sentence VARCHAR   Technology, inside a sentence
--   waves       VARCHAR   Waves that record it
--   first_wave  SMALLINT  First recorded
--   in_latest   BOOLEAN   In the latest wave
-- key: country, technology
-- sources: aigs_2019, aigs_2020, aigs_2022
WITH names(technology, name) AS (
  VALUES
    ('face_recognition', 'Face recognition'),
    ('smart_city', 'Smart city platforms'),
    ('smart_policing', 'Smart policing'),
    ('social_media_surveillance', 'Social media surveillance')
)
SELECT
  index_entries.country,
  index_entries.technology,
  names.name,
  lower(names.name) AS in_sentence,
  string_agg(index_entries.wave::VARCHAR, ', ' ORDER BY index_entries.wave) AS waves,
  min(index_entries.wave) AS first_wave,
  bool_or(index_entries.wave = (SELECT max(wave) FROM index_countries)) AS in_latest
FROM index_entries
JOIN names ON names.technology = index_entries.technology
GROUP BY index_entries.country, index_entries.technology, names.name
ORDER BY index_entries.country, index_entries.technology;
