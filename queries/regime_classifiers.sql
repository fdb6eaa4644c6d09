-- title: Share of a supplier's countries that are autocracies, under each yardstick
-- columns:
--   wave        SMALLINT      Wave of the index
--   exporter    VARCHAR       Supplying country, code
--   name        VARCHAR       Supplying country
--   label       VARCHAR       Supplying country and wave
--   countries   BIGINT        Countries supplied  [unit: countries|country, min: 1]
--   index_share   DECIMAL(7,4)  Autocracies by V-Dem, as the index prints it  [unit: %, decimals: 0]
--   polity_share  DECIMAL(7,4)  Polity below 7, as the study draws the line  [unit: %, decimals: 0]
-- key: wave, exporter
-- sources: aigs_2019, aigs_2020, aigs_2022, polity5
-- budget: polity_share 3; index_share 1
-- literal: 7 | the study's line on the Polity scale
-- note: Countries with face recognition and a link to the supplier, home countries left out.
--   The first share counts closed and electoral autocracies among all of them. The second counts
--   countries with a Polity score below 7 in 2018 among those that have a score. The choice
--   changes the finding.
WITH linked AS (
  SELECT
    supply.wave,
    supply.exporter,
    index_countries.regime IN ('CA', 'EA') AS autocracy,
    polity.polity2 < 7 AS below_seven
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  LEFT JOIN polity ON polity.country = supply.importer
  WHERE supply.scope = 'export' AND supply.exporter IN ('CHN', 'USA')
)
SELECT
  linked.wave,
  linked.exporter,
  countries.short_name AS name,
  countries.short_name || ' ' || linked.wave AS label,
  count(*) AS countries,
  (100 * count(*) FILTER (WHERE autocracy) / count(*))::DECIMAL(7,4) AS index_share,
  (100 * count(*) FILTER (WHERE below_seven) / count(below_seven))::DECIMAL(7,4) AS polity_share
FROM linked
JOIN countries ON countries.country = linked.exporter
GROUP BY linked.wave, linked.exporter, countries.short_name
ORDER BY linked.exporter, linked.wave;
