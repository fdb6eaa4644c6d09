-- title: The invented coast in short
-- columns:
--   boats  BIGINT  Boats  [unit: boats|boat, min: 1]
-- rows: one
-- sources: invented
SELECT sum(boats)::BIGINT AS boats
FROM boats;
