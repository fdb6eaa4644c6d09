-- title: The study's deals by supplying country, as printed
-- columns:
--   exporter  VARCHAR  Supplying country, code
--   name      VARCHAR  Supplying country
--   deals     BIGINT   Deals, as printed  [unit: deals|deal, min: 1]
--   partners  BIGINT   Buying countries, as printed  [unit: countries|country, min: 1, allow: null]
-- key: exporter
-- sources: nber_w31676
-- literal: top twenty | what the paper prints
-- note: Read from Figures A.3 and A.4 of the paper, full sample. The rows behind them are not
--   public: these numbers are quoted, not computed. The paper prints the top twenty of each.
SELECT
  deals.exporter,
  countries.short_name AS name,
  deals.value::BIGINT AS deals,
  partners.value::BIGINT AS partners
FROM printed AS deals
JOIN countries ON countries.country = deals.exporter
LEFT JOIN printed AS partners
  ON partners.exporter = deals.exporter
  AND partners.importer IS NULL
  AND partners.measure = 'partners'
  AND partners.place LIKE 'Fig A.4%'
WHERE deals.place LIKE 'Fig A.3 top%' AND deals.source = 'nber_w31676'
ORDER BY deals DESC, deals.exporter;
