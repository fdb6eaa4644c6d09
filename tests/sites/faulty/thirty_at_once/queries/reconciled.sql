-- title: What was printed, and what we count
-- columns:
--   harbour   VARCHAR  Harbour
--   printed   BIGINT   Printed  [unit: boats|boat]
--   computed  BIGINT   Computed  [unit: boats|boat]
--   agrees    BOOLEAN  Agrees
-- key: harbour
-- reconciles: agrees
-- sources: log
SELECT harbour, printed.boats AS printed, sum(log.boats)::BIGINT AS computed, printed.boats = sum(log.boats) AS agrees
FROM prited
JOIN log USING (harbour)
GROUP BY harbour, printed.boats
ORDER BY harbour;
