-- says: Most of the governments that are on record as buyers of spyware or phone forensics were supplied from Israel.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Above the mark by  [unit: governments|government]
--   israel  BIGINT   Supplied from Israel  [unit: governments|government]
--   governments  BIGINT  Governments on record  [unit: governments|government]
-- sources: spyware_2023
WITH buyers AS (
  SELECT importer, bool_or(exporter = 'ISR') AS israel
  FROM deals
  GROUP BY importer
),
compared AS (
  SELECT count(*) FILTER (WHERE israel) AS israel, count(*) AS governments
  FROM buyers
)
SELECT 2 * israel > governments AS holds, israel - governments // 2 AS margin, israel, governments
FROM compared;
