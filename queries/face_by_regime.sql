-- title: What kind of country is linked to Chinese and American suppliers
-- columns:
--   exporter    VARCHAR       Supplying country, code
--   name        VARCHAR       Supplying country
--   regime      VARCHAR       Kind of government
--   importers   BIGINT        Countries supplied  [unit: countries|country, min: 1]
--   share       DECIMAL(7,4)  Share of the supplier's countries  [unit: %, decimals: 1, whole: exporter]
--   regime_order  TINYINT     Order from closed to open  [allow: zero]
-- key: exporter, regime
-- sources: aigs_2022
-- note: Countries with face recognition in the latest wave, by the kind of government that the
--   index itself gives, which is that of V-Dem. Home countries are left out.
WITH linked AS (
  SELECT supply.exporter, index_countries.regime
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  WHERE supply.scope = 'export'
    AND supply.exporter IN ('CHN', 'USA')
    AND supply.wave = (SELECT max(wave) FROM index_countries)
),
names(code, regime, regime_order) AS (
  VALUES
    ('CA', 'Closed autocracy', 0),
    ('EA', 'Electoral autocracy', 1),
    ('ED', 'Electoral democracy', 2),
    ('LD', 'Liberal democracy', 3)
)
SELECT
  linked.exporter,
  countries.short_name AS name,
  names.regime,
  count(*) AS importers,
  (100 * count(*) / sum(count(*)) OVER (PARTITION BY linked.exporter))::DECIMAL(7,4) AS share,
  names.regime_order::TINYINT AS regime_order
FROM linked
JOIN names ON names.code = linked.regime
JOIN countries ON countries.country = linked.exporter
GROUP BY linked.exporter, countries.short_name, names.regime, names.regime_order
ORDER BY linked.exporter, names.regime_order;
