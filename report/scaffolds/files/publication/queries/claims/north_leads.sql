-- says: The north has more boats than any other harbour.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: boats|boat]
--   north   BIGINT   Boats in the north  [unit: boats|boat]
--   next    BIGINT   Boats in the next harbour  [unit: boats|boat]
-- sources: invented
WITH compared AS (
  SELECT
    coalesce(sum(boats) FILTER (WHERE harbour = 'north'), 0)::BIGINT AS north,
    (
      SELECT coalesce(max(all_of_it), 0)::BIGINT
      FROM (SELECT sum(boats) AS all_of_it FROM boats WHERE harbour != 'north' GROUP BY harbour)
    ) AS next
  FROM boats
)
SELECT north > next AS holds, north - next AS margin, north, next
FROM compared;
