-- title: The lane in short
-- columns:
--   beds   BIGINT        Beds   [unit: beds|bed]
--   notes  BIGINT        Notes  [unit: notes|note]
--   dear   DECIMAL(5,1)  Rents above the middle one  [unit: %, max: 100]
-- rows: one
-- sources: walk, diary
SELECT
  sum(beds)::BIGINT AS beds,
  (SELECT count(*) FROM diaries) AS notes,
  (100 * count(*) FILTER (WHERE rent > (SELECT median(rent) FROM gardens)) / count(*))::DECIMAL(5,1) AS dear
FROM gardens;
