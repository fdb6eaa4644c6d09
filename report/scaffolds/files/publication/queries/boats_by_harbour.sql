-- title: Boats of the invented coast, by harbour
-- columns:
--   harbour  VARCHAR  Harbour
--   boats    BIGINT   Boats  [unit: boats|boat, min: 1]
-- key: harbour
-- sources: invented
SELECT harbour, sum(boats)::BIGINT AS boats
FROM boats
GROUP BY harbour
ORDER BY boats DESC, harbour;
