-- says: The paper prints the totals that WIRED calls deals in AI, and calls them face recognition deals.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Found in the paper  [unit: numbers|number]
--   wired   BIGINT   Totals in WIRED  [unit: numbers|number]
--   in_both BIGINT   Of them in the paper, for the same country  [unit: numbers|number]
-- sources: wired_2023, nber_w31676
WITH wired AS (
  SELECT subject, value
  FROM printed
  WHERE source = 'wired_2023' AND measure = 'ai_deals'
),
paper AS (
  SELECT DISTINCT subject, value
  FROM printed
  WHERE source = 'nber_w31676' AND measure = 'face_recognition_deals'
),
compared AS (
  SELECT count(*) AS wired, count(paper.value) AS in_both
  FROM wired
  LEFT JOIN paper ON paper.subject = wired.subject AND paper.value = wired.value
)
SELECT in_both = wired AS holds, in_both AS margin, wired, in_both
FROM compared;
