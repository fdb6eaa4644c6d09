-- title: The study's deals by kind of importing country, as printed
-- columns:
--   exporter  VARCHAR  Supplying country, code
--   name      VARCHAR  Supplying country
--   buyers    VARCHAR  Buying countries
--   deals     BIGINT   Deals, as printed  [unit: deals|deal, min: 1]
--   deals_share  DECIMAL(4,1)  Share of its deals, as printed  [unit: %, decimals: 0, whole: exporter]
--   links     BIGINT   Supplier links, as printed  [unit: links|link, min: 1]
--   links_share  DECIMAL(4,1)  Share of its links, as printed  [unit: %, decimals: 0]
-- key: exporter, buyers
-- sources: nber_w31676
-- literal: hundred largest, seven | the paper's own sample and line
-- note: Figure 1 of the paper: the hundred largest economies only; a Polity score of seven or more
--   counts as a mature democracy. Quoted, not computed.
SELECT
  printed.exporter,
  countries.short_name AS name,
  CASE printed.regime_group
    WHEN 'mature_democracies' THEN 'Mature democracies'
    ELSE 'Autocracies and weak democracies'
  END AS buyers,
  max(value) FILTER (WHERE unit = 'deals')::BIGINT AS deals,
  max(value) FILTER (WHERE measure = 'share_of_deals')::DECIMAL(4,1) AS deals_share,
  max(value) FILTER (WHERE measure = 'supplier_links')::BIGINT AS links,
  max(value) FILTER (WHERE measure = 'share_of_links')::DECIMAL(4,1) AS links_share
FROM printed
JOIN countries ON countries.country = printed.exporter
WHERE printed.regime_group IS NOT NULL AND printed.place LIKE 'Fig 1%'
GROUP BY printed.exporter, countries.short_name, printed.regime_group
ORDER BY printed.exporter, buyers;
