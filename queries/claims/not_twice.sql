-- says: The paper's links of China are well under twice those of the United States.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(5,2)  Below twice by  [unit: times, decimals: 2]
--   china   BIGINT        Links of China  [unit: links|link]
--   united_states  BIGINT  Links of the United States  [unit: links|link]
-- sources: nber_w31676
-- literal: twice | the word of the paper that the claim tests
WITH links AS (
  SELECT
    max(value) FILTER (WHERE exporter = 'CHN') AS china,
    max(value) FILTER (WHERE exporter = 'USA') AS united_states
  FROM printed
  WHERE source = 'nber_w31676' AND measure = 'supplier_links' AND regime_group IS NULL
)
SELECT
  china / united_states < 1.8 AS holds,
  (2 - china / united_states)::DECIMAL(5,2) AS margin,
  china::BIGINT AS china,
  united_states::BIGINT AS united_states
FROM links;
