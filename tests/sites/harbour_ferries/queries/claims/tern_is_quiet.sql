-- says: Fewer people took the Tern than any other line.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Fewer by  [unit: passengers|passenger]
--   tern    BIGINT   Passengers of the Tern  [unit: passengers|passenger]
--   next    BIGINT   Passengers of the next line  [unit: passengers|passenger]
-- sources: harbour_office
-- note: There and back.
WITH lines AS (
  SELECT line, sum(passengers)::BIGINT AS passengers
  FROM months
  GROUP BY line
),
compared AS (
  SELECT
    coalesce(max(passengers) FILTER (WHERE line = 'Tern'), 0) AS tern,
    min(passengers) FILTER (WHERE line <> 'Tern') AS next
  FROM lines
)
SELECT tern < next AS holds, next - tern AS margin, tern, next
FROM compared;
