-- says: By V-Dem's classes of the latest year the gap between the shares of autocracies is smaller than by those that the index prints.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(7,4)  Smaller by  [unit: %, decimals: 1]
--   printed DECIMAL(7,4)  Gap by the classes in the index  [unit: %, decimals: 0]
--   latest  DECIMAL(7,4)  Gap by the classes of the latest year  [unit: %, decimals: 0]
-- sources: aigs_2022, vdem_v15
-- note: Countries with face recognition in the latest wave, home countries left out.
WITH shares AS (
  SELECT
    supply.exporter,
    100 * count(*) FILTER (WHERE index_countries.regime IN ('CA', 'EA')) / count(*) AS printed,
    100 * count(*) FILTER (WHERE regimes.regime <= 1) / count(regimes.regime) AS latest
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  LEFT JOIN regimes
    ON regimes.country = supply.importer AND regimes.year = (SELECT max(year) FROM regimes)
  WHERE supply.scope = 'export'
    AND supply.wave = (SELECT max(wave) FROM index_countries)
  GROUP BY supply.exporter
),
gaps AS (
  SELECT
    max(printed) FILTER (WHERE exporter = 'CHN') - max(printed) FILTER (WHERE exporter = 'USA')
      AS printed,
    max(latest) FILTER (WHERE exporter = 'CHN') - max(latest) FILTER (WHERE exporter = 'USA')
      AS latest
  FROM shares
)
SELECT
  abs(latest) < printed AS holds,
  (printed - abs(latest))::DECIMAL(7,4) AS margin,
  printed::DECIMAL(7,4) AS printed,
  latest::DECIMAL(7,4) AS latest
FROM gaps;
