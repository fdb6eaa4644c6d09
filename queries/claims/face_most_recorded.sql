-- says: Face recognition is recorded in more countries than any other of the technologies.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: countries|country]
--   face    BIGINT   Countries with face recognition  [unit: countries|country]
--   next    BIGINT   Countries with the next technology  [unit: countries|country]
-- sources: aigs_2022
-- note: Latest wave.
WITH counted AS (
  SELECT technology, count(*) AS countries
  FROM index_entries
  WHERE wave = (SELECT max(wave) FROM index_countries)
  GROUP BY technology
),
compared AS (
  SELECT
    max(countries) FILTER (WHERE technology = 'face_recognition') AS face,
    max(countries) FILTER (WHERE technology <> 'face_recognition') AS next
  FROM counted
)
SELECT face > next AS holds, face - next AS margin, face, next
FROM compared;
