-- says: Project Syndicate prints the paper's total of all countries beside deals that the paper gives for the hundred largest economies.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Of the smaller sample  [unit: numbers|number]
--   total   BIGINT   Total in the article  [unit: deals|deal]
--   of_all  BIGINT   Total in the paper, all countries  [unit: deals|deal]
--   given   BIGINT   Deals of single countries in the article  [unit: numbers|number]
--   of_large  BIGINT  Of them the paper's for the smaller sample alone  [unit: numbers|number]
-- sources: project_syndicate_2024, nber_w31676
-- literal: hundred largest | the paper's own sample
WITH article AS (
  SELECT subject, exporter, value::BIGINT AS value
  FROM printed
  WHERE source = 'project_syndicate_2024' AND measure = 'deals'
),
paper AS (
  SELECT subject, exporter, sample, value::BIGINT AS value
  FROM printed
  WHERE source = 'nber_w31676'
    AND measure = 'face_recognition_deals'
    AND year IS NULL
    AND importer IS NULL
    AND regime_group IS NULL
),
compared AS (
  SELECT
    (SELECT max(value) FROM article WHERE exporter IS NULL) AS total,
    (SELECT max(value) FROM paper WHERE subject = 'all' AND sample = 'full') AS of_all,
    count(*) AS given,
    count(*) FILTER (
      WHERE value IN (
        SELECT value FROM paper WHERE paper.exporter = article.exporter AND sample = 'top_100_gdp'
      )
      AND value NOT IN (
        SELECT value FROM paper WHERE paper.exporter = article.exporter AND sample = 'full'
      )
    ) AS of_large
  FROM article
  WHERE exporter IS NOT NULL
)
SELECT
  total = of_all AND of_large = given AS holds,
  CASE WHEN total = of_all AND of_large = given THEN of_large ELSE of_large - given - 1 END AS margin,
  total,
  of_all,
  given,
  of_large
FROM compared;
