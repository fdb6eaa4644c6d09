-- says: The north has more boats than any other harbour.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: boats|boat]
--   north   BIGINT   Boats in the north  [unit: boats|boat]
--   next    BIGINT   Boats in the next harbour  [unit: boats|boat]
-- sources: lug
WITH compared AS (
  SELECT
    coalesce(sum(boats) FILTER (WHERE harbour = 'north'), 0)::BIGINT AS north,
    coalesce(sum(boats) FILTER (WHERE harbour = 'south'), 0)::BIGINT AS next
  FROM log
)
SELECT north > next AS holds, north - next AS margin, north, next
FROM compared;
