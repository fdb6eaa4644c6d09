-- title: Loaves a day, by bakery
-- columns:
--   bakery  VARCHAR       Address
--   name    VARCHAR       Bakery
--   loaves  BIGINT        Loaves  [unit: loaves|loaf, min: 1]
--   rye     DECIMAL(4,1)  Rye  [unit: %, max: 100]
-- key: bakery
-- sources: guild
-- budget: loaves 5.7%
SELECT bakery, name, loaves, (100 * rye / loaves)::DECIMAL(4,1) AS rye
FROM bakeries
ORDER BY loaves DESC, bakery;
