-- says: More people took the Otter than all other lines together.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: passengers|passenger]
--   otter   BIGINT   Passengers of the Otter  [unit: passengers|passenger]
--   rest    BIGINT   Passengers of all other lines  [unit: passengers|passenger]
-- sources: harbour_office
WITH compared AS (
  SELECT
    coalesce(sum(passengers) FILTER (WHERE line = 'Otter'), 0)::BIGINT AS otter,
    coalesce(sum(passengers) FILTER (WHERE line <> 'Otter'), 0)::BIGINT AS rest
  FROM months
)
SELECT otter > rest AS holds, otter - rest AS margin, otter, rest
FROM compared;
