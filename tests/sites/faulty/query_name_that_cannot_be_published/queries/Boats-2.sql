-- title: Boats by harbour
-- columns:
--   harbour  VARCHAR       Harbour
--   boats    BIGINT        Boats  [unit: boats|boat, min: 1]
--   share    DECIMAL(4,1)  Share of all boats  [unit: %]
--   lost     BIGINT        Boats lost  [unit: boats|boat, allow: null]
-- key: harbour
-- sources: log
-- note: Counted at the end of a season.
SELECT
  harbour,
  sum(boats)::BIGINT AS boats,
  (100 * sum(boats) / (SELECT sum(boats) FROM log))::DECIMAL(4,1) AS share,
  sum(lost)::BIGINT AS lost
FROM log
GROUP BY harbour
ORDER BY boats DESC, harbour;
