-- title: Deals on record that crossed a border
-- columns:
--   deals      BIGINT    Deals  [unit: deals|deal, min: 1]
--   exporters  BIGINT    Supplying countries  [unit: countries|country, min: 1]
--   importers  BIGINT    Buying countries  [unit: countries|country, min: 1]
--   companies  BIGINT    Companies  [unit: companies|company, allow: zero]
--   first_disclosed  SMALLINT  Earliest year of disclosure  [allow: null]
--   last_disclosed   SMALLINT  Latest year of disclosure  [allow: null]
-- rows: one
-- sources: spyware_2023
-- literal: two | what a joint deal is; Earliest | a date, not a rank
-- note: A deal with two supplying countries is one deal. Deals inside a country, and one whose
--   supplier is not disclosed, are left out.
SELECT
  count(DISTINCT deal_id) AS deals,
  count(DISTINCT exporter) AS exporters,
  count(DISTINCT importer) AS importers,
  count(DISTINCT company) AS companies,
  min(year_disclosed) AS first_disclosed,
  max(year_disclosed) AS last_disclosed
FROM deals
WHERE scope = 'export';
