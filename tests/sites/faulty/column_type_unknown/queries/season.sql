-- title: The last season in short
-- columns:
--   season  SMALLINT  Season
--   boats   BIGNIT    Boats  [unit: boats|boat, min: 1]
-- rows: one
-- sources: log
SELECT max(season)::SMALLINT AS season, sum(boats)::BIGINT AS boats
FROM log
WHERE season = 2023;
