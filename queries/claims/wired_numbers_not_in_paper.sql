-- says: The paper does not print of China and the United States the numbers that WIRED prints of their face recognition.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Absent  [unit: numbers|number]
--   china   BIGINT   WIRED's number for China  [unit: deals|deal]
--   united_states  BIGINT  WIRED's number for the United States  [unit: deals|deal]
--   found   BIGINT   Of these, found in the paper  [unit: numbers|number]
-- sources: wired_2023, nber_w31676
-- note: Asked of the numbers that were taken down from the paper, not of its full
--   text. A smart city reading of the paper's chart happens to be the same as one of them.
WITH wired AS (
  SELECT exporter, value::BIGINT AS value
  FROM printed
  WHERE source = 'wired_2023' AND measure = 'face_recognition_deals'
),
found AS (
  SELECT count(DISTINCT wired.value) AS found
  FROM wired
  JOIN printed
    ON printed.source = 'nber_w31676'
    AND printed.exporter = wired.exporter
    AND printed.value = wired.value
)
SELECT
  found.found = 0 AS holds,
  (SELECT count(*) FROM wired) - found.found AS margin,
  (SELECT max(value) FROM wired WHERE exporter = 'CHN') AS china,
  (SELECT max(value) FROM wired WHERE exporter = 'USA') AS united_states,
  found.found
FROM found;
