-- says: The Old Mill bakes more loaves than any other bakery.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: loaves|loaf]
--   mill    BIGINT   Loaves of the Old Mill  [unit: loaves|loaf]
--   next    BIGINT   Loaves of the next bakery  [unit: loaves|loaf]
-- sources: guild
WITH compared AS (
  SELECT
    coalesce(max(loaves) FILTER (WHERE bakery = 'mill'), 0)::BIGINT AS mill,
    coalesce(max(loaves) FILTER (WHERE bakery <> 'mill'), 0)::BIGINT AS next
  FROM bakeries
)
SELECT mill > next AS holds, mill - next AS margin, mill, next
FROM compared;
