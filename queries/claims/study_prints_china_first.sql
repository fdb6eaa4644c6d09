-- says: Among the deals that the paper prints by supplying country, China has the most and the United States comes next.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Room before they are level  [unit: deals|deal]
--   china   BIGINT   Deals of China  [unit: deals|deal]
--   united_states  BIGINT  Deals of the United States  [unit: deals|deal]
--   third   BIGINT   Deals of the country after them  [unit: deals|deal]
-- sources: nber_w31676
WITH listed AS (
  SELECT exporter, value::BIGINT AS deals
  FROM printed
  WHERE place LIKE 'Fig A.3 top%' AND source = 'nber_w31676'
),
compared AS (
  SELECT
    max(deals) FILTER (WHERE exporter = 'CHN') AS china,
    max(deals) FILTER (WHERE exporter = 'USA') AS united_states,
    max(deals) FILTER (WHERE exporter NOT IN ('CHN', 'USA')) AS third
  FROM listed
)
SELECT
  china > united_states AND united_states > third AS holds,
  least(china - united_states, united_states - third) AS margin,
  china,
  united_states,
  third
FROM compared;
