-- title: Loaves by bakery
-- columns:
--   bakery  VARCHAR       Address
--   name    VARCHAR       Bakery
--   loaves  BIGINT        Loaves  [unit: loaves|loaf, min: 1]
--   rye     DECIMAL(4,1)  Share of rye  [unit: %, max: 100]
-- key: bakery
-- sources: guild
SELECT bakery, name, loaves, (100 * rye / loaves)::DECIMAL(4,1) AS rye
FROM bakeries
ORDER BY loaves DESC, bakery;
