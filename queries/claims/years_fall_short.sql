-- says: The years of the paper's chart add up to well under the total that it prints.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Short by, beyond the error of reading  [unit: deals|deal]
--   years   BIGINT   The years added up  [unit: deals|deal]
--   total   BIGINT   The total as printed  [unit: deals|deal]
-- sources: nber_w31676
WITH compared AS (
  SELECT
    sum(value) FILTER (WHERE year IS NOT NULL AND measure = 'face_recognition_deals')::BIGINT
      AS years,
    sum(give_or_take) FILTER (WHERE year IS NOT NULL AND measure = 'face_recognition_deals')::BIGINT
      AS error,
    max(value) FILTER (WHERE measure = 'face_recognition_deals' AND subject = 'all' AND sample = 'full')
      ::BIGINT AS total
  FROM printed
  WHERE source = 'nber_w31676'
)
SELECT years + error < total AS holds, total - years - error AS margin, years, total
FROM compared;
