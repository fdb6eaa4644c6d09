-- title: Supplying countries and what is recorded of them
-- columns:
--   exporter     VARCHAR  Supplying country, code
--   name         VARCHAR  Supplying country
--   in_sentence  VARCHAR  Supplying country, inside a sentence
--   slug         VARCHAR  Address
--   links        BIGINT   Countries linked in the latest wave  [unit: countries|country, allow: zero]
--   face_links   BIGINT   Of them with face recognition  [unit: countries|country, allow: zero]
--   ever_links   BIGINT   Countries linked in any wave  [unit: countries|country, allow: zero]
--   deals        BIGINT   Deals  [unit: deals|deal, allow: zero]
--   buyers       BIGINT   Buying countries  [unit: countries|country, allow: zero]
--   companies    BIGINT   Companies in those deals  [unit: companies|company, allow: zero]
-- key: exporter
-- sources: aigs_2019, aigs_2020, aigs_2022, spyware_2023
-- note: Links are from the index, deals from the inventory; they are different things and are
--   never added up. Home countries are left out.
WITH latest AS (SELECT max(wave) AS wave FROM index_countries),
links AS (
  SELECT
    supply.exporter,
    count(DISTINCT supply.importer) FILTER (WHERE supply.wave = latest.wave) AS links,
    count(DISTINCT face.country) AS face_links,
    count(DISTINCT supply.importer) AS ever_links
  FROM supply
  CROSS JOIN latest
  LEFT JOIN index_entries AS face
    ON face.wave = supply.wave
    AND face.wave = latest.wave
    AND face.country = supply.importer
    AND face.technology = 'face_recognition'
  WHERE supply.scope = 'export'
  GROUP BY supply.exporter
),
sold AS (
  SELECT
    exporter,
    count(DISTINCT deal_id) AS deals,
    count(DISTINCT importer) AS buyers,
    count(DISTINCT company) AS companies
  FROM deals
  WHERE scope = 'export'
  GROUP BY exporter
)
SELECT
  coalesce(links.exporter, sold.exporter) AS exporter,
  countries.name,
  countries.in_sentence,
  countries.slug,
  coalesce(links.links, 0) AS links,
  coalesce(links.face_links, 0) AS face_links,
  coalesce(links.ever_links, 0) AS ever_links,
  coalesce(sold.deals, 0) AS deals,
  coalesce(sold.buyers, 0) AS buyers,
  coalesce(sold.companies, 0) AS companies
FROM links
FULL JOIN sold ON sold.exporter = links.exporter
JOIN countries ON countries.country = coalesce(links.exporter, sold.exporter)
ORDER BY links DESC, deals DESC, countries.name;
