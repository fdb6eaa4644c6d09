-- says: Israel has more deals on record than any other supplying country.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: deals|deal]
--   israel  BIGINT   Deals from Israel  [unit: deals|deal]
--   next    BIGINT   Deals from the next country  [unit: deals|deal]
-- sources: spyware_2023
-- note: Deals that crossed a border.
WITH counted AS (
  SELECT exporter, count(DISTINCT deal_id) AS deals
  FROM deals
  WHERE scope = 'export'
  GROUP BY exporter
),
compared AS (
  SELECT
    max(deals) FILTER (WHERE exporter = 'ISR') AS israel,
    max(deals) FILTER (WHERE exporter <> 'ISR') AS next
  FROM counted
)
SELECT israel > next AS holds, israel - next AS margin, israel, next
FROM compared;
