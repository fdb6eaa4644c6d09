-- title: Totals that the publishers print, against ours
-- columns:
--   printed_id  VARCHAR  Number, code
--   what        VARCHAR  What is counted
--   publication VARCHAR  Printed in
--   printed     BIGINT   Printed  [unit: countries|country, min: 1]
--   computed    BIGINT   Computed  [unit: countries|country, min: 1]
--   difference  BIGINT   Ours less theirs  [unit: countries|country, allow: zero]
--   agrees      BOOLEAN  Agrees
-- key: printed_id
-- reconciles: agrees
-- sources: carnegie_2019, aigs_2019, aigs_2022, carnegie_spyware_2023, spyware_2023, vdem_v15
-- pinned: 2021, 2023, the year whose classes the inventory uses, and the year of its paper
-- note: Home countries are counted here, as the publishers count them. A number printed as "at
--   least" agrees when ours is as high.
WITH computed AS (
  SELECT
    'index_' || wave AS sample,
    'countries_using_ai_surveillance' AS measure,
    'all' AS subject,
    'countries in the index' AS what,
    count(*) AS computed
  FROM index_countries
  GROUP BY wave
  UNION ALL
  SELECT
    'index_' || wave,
    'countries_with_' || technology,
    'all',
    'countries with ' || replace(technology, '_', ' '),
    count(*)
  FROM index_entries
  GROUP BY wave, technology
  UNION ALL
  SELECT
    'index_' || supply.wave,
    'countries_supplied',
    countries.name,
    'countries linked to ' || countries.in_sentence,
    count(*)
  FROM supply
  JOIN countries ON countries.country = supply.exporter
  GROUP BY supply.wave, countries.name, countries.in_sentence
  UNION ALL
  SELECT
    'index_' || supply.wave,
    'belt_and_road_countries_supplied',
    'China',
    'countries linked to China, in the Belt and Road',
    count(*)
  FROM supply
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  WHERE supply.exporter = 'CHN' AND index_countries.belt_and_road
  GROUP BY supply.wave
  UNION ALL
  SELECT
    'index_' || suppliers.wave,
    'countries_supplied',
    companies.name,
    'countries naming ' || companies.name,
    count(*)
  FROM suppliers
  JOIN companies ON companies.company = suppliers.company
  GROUP BY suppliers.wave, companies.name
  UNION ALL
  SELECT 'inventory_2023', 'governments_supplied', 'all', 'governments', count(DISTINCT importer)
  FROM deals
  UNION ALL
  SELECT
    'inventory_2023',
    'governments_supplied',
    'Israel',
    'governments supplied from Israel',
    count(DISTINCT importer)
  FROM deals
  WHERE exporter = 'ISR'
  UNION ALL
  SELECT
    'inventory_2023',
    CASE WHEN regimes.regime <= 1 THEN 'autocracies_supplied' ELSE 'democracies_supplied' END,
    'all',
    CASE WHEN regimes.regime <= 1 THEN 'autocracies' ELSE 'democracies' END,
    count(DISTINCT deals.importer)
  FROM deals
  JOIN regimes ON regimes.country = deals.importer AND regimes.year = 2021
  GROUP BY regimes.regime <= 1
)
SELECT
  printed.printed_id,
  CASE printed.sample
    WHEN 'index_2019' THEN 'First wave: '
    WHEN 'index_2022' THEN 'Third wave: '
    ELSE 'Inventory: '
  END || computed.what AS what,
  CASE printed.source
    WHEN 'carnegie_2019' THEN 'Carnegie report, 2019'
    WHEN 'aigs_2022' THEN 'Data set, 2022'
    ELSE 'Carnegie paper, 2023'
  END || CASE printed.exactness WHEN 'at_least' THEN ' ("at least")' ELSE '' END AS publication,
  printed.value::BIGINT AS printed,
  computed.computed,
  computed.computed - printed.value::BIGINT AS difference,
  CASE printed.exactness
    WHEN 'at_least' THEN computed.computed >= printed.value
    ELSE computed.computed = printed.value
  END AS agrees
FROM printed
JOIN computed
  ON computed.sample = printed.sample
  AND computed.measure = printed.measure
  AND computed.subject = printed.subject
WHERE printed.source IN ('carnegie_2019', 'aigs_2022', 'carnegie_spyware_2023')
ORDER BY printed.sample, printed.measure, printed.printed_id;
