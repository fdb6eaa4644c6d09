-- says: Every garden pays a rent.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Short by   [unit: gardens|garden]
--   paying  BIGINT   Gardens that pay  [unit: gardens|garden]
--   all     BIGINT   Gardens  [unit: gardens|garden]
-- sources: walk
WITH counted AS (SELECT count(rent) AS paying, count(*) AS gardens FROM gardens)
SELECT paying = gardens AS holds, gardens - paying AS margin, paying, gardens AS "all"
FROM counted;
