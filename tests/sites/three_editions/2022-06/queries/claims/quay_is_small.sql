-- says: The Quay Bakers bake fewer loaves than any other bakery.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Fewer by  [unit: loaves|loaf]
--   quay    BIGINT   Loaves of the Quay Bakers  [unit: loaves|loaf]
--   next    BIGINT   Loaves of the next bakery  [unit: loaves|loaf]
-- sources: guild
WITH compared AS (
  SELECT
    coalesce(min(loaves) FILTER (WHERE bakery = 'quay'), 0)::BIGINT AS quay,
    coalesce(min(loaves) FILTER (WHERE bakery <> 'quay'), 0)::BIGINT AS next
  FROM bakeries
)
SELECT quay < next AS holds, next - quay AS margin, quay, next
FROM compared;
