-- says: Nine in ten of Germany's deals are those of FinFisher, and nine in ten of Italy's those of Hacking Team.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(7,4)  Above by  [unit: %, decimals: 1]
--   finfisher     DECIMAL(7,4)  FinFisher's share of Germany's deals  [unit: %, decimals: 0]
--   hacking_team  DECIMAL(7,4)  Hacking Team's share of Italy's deals  [unit: %, decimals: 0]
-- sources: spyware_2023
-- literal: Nine in ten | what the sentence says, and the query asks
WITH shares AS (
  SELECT
    100 * count(*) FILTER (WHERE exporter = 'DEU' AND company = 'finfisher')
      / count(*) FILTER (WHERE exporter = 'DEU') AS finfisher,
    100 * count(*) FILTER (WHERE exporter = 'ITA' AND company = 'hacking-team')
      / count(*) FILTER (WHERE exporter = 'ITA') AS hacking_team
  FROM deals
  WHERE scope = 'export'
)
SELECT
  finfisher >= 90 AND hacking_team >= 90 AS holds,
  (least(finfisher, hacking_team) - 90)::DECIMAL(7,4) AS margin,
  finfisher::DECIMAL(7,4) AS finfisher,
  hacking_team::DECIMAL(7,4) AS hacking_team
FROM shares;
