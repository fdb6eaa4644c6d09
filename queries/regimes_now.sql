-- title: Share of autocracies among a supplier's countries, by V-Dem's classes then and now
-- columns:
--   exporter     VARCHAR       Supplying country, code
--   name         VARCHAR       Supplying country
--   year         SMALLINT      Latest year of V-Dem's classes
--   countries    BIGINT        Countries supplied  [unit: countries|country, min: 1]
--   index_share  DECIMAL(7,4)  Autocracies, as the index prints them  [unit: %, decimals: 0]
--   then_share   DECIMAL(7,4)  Autocracies of the same year, as V-Dem counts them now  [unit: %, decimals: 0]
--   now_share    DECIMAL(7,4)  Autocracies of the latest year  [unit: %, decimals: 0]
-- key: exporter
-- sources: aigs_2022, vdem_v15
-- note: Countries with face recognition and a link to the supplier in the latest wave of the index,
--   home countries left out. The index prints V-Dem's classes of the year before it appeared; the
--   links stay those of the index throughout.
WITH linked AS (
  SELECT
    supply.exporter,
    index_countries.regime IN ('CA', 'EA') AS in_index,
    before.regime <= 1 AS before,
    latest.regime <= 1 AS latest,
    latest.year
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  JOIN regimes AS before
    ON before.country = supply.importer AND before.year = supply.wave - 1
  JOIN regimes AS latest
    ON latest.country = supply.importer AND latest.year = (SELECT max(year) FROM regimes)
  WHERE supply.scope = 'export'
    AND supply.exporter IN ('CHN', 'USA')
    AND supply.wave = (SELECT max(wave) FROM index_countries)
)
SELECT
  linked.exporter,
  countries.short_name AS name,
  linked.year,
  count(*) AS countries,
  (100 * count(*) FILTER (WHERE in_index) / count(*))::DECIMAL(7,4) AS index_share,
  (100 * count(*) FILTER (WHERE before) / count(before))::DECIMAL(7,4) AS then_share,
  (100 * count(*) FILTER (WHERE latest) / count(latest))::DECIMAL(7,4) AS now_share
FROM linked
JOIN countries ON countries.country = linked.exporter
GROUP BY linked.exporter, countries.short_name, linked.year
ORDER BY linked.exporter;
