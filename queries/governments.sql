-- title: Governments recorded as buyers of spyware or digital forensics
-- columns:
--   governments   BIGINT  Governments  [unit: governments|government, min: 1]
--   autocracies   BIGINT  Autocracies  [unit: governments|government, min: 1]
--   democracies   BIGINT  Democracies  [unit: governments|government, min: 1]
--   from_israel   BIGINT  Supplied from Israel  [unit: governments|government, min: 1]
--   from_israel_share  DECIMAL(7,4)  Share supplied from Israel  [unit: %, decimals: 0]
-- rows: one
-- sources: spyware_2023, vdem_v15
-- budget: autocracies 3; democracies 3
-- pinned: 2021, the year whose classes the inventory uses
-- note: Autocracies are the closed and the electoral ones of V-Dem in 2021, the year the inventory
--   uses. All deals on record, those inside a country too.
WITH buyers AS (
  SELECT importer, bool_or(exporter = 'ISR') AS israel
  FROM deals
  GROUP BY importer
)
SELECT
  count(*) AS governments,
  count(*) FILTER (WHERE regimes.regime <= 1) AS autocracies,
  count(*) FILTER (WHERE regimes.regime >= 2) AS democracies,
  count(*) FILTER (WHERE buyers.israel) AS from_israel,
  (100 * count(*) FILTER (WHERE buyers.israel) / count(*))::DECIMAL(7,4) AS from_israel_share
FROM buyers
LEFT JOIN regimes ON regimes.country = buyers.importer AND regimes.year = 2021;
