-- title: Countries and what is recorded of them
-- columns:
--   country      VARCHAR  Country, code
--   name         VARCHAR  Country
--   in_sentence  VARCHAR  Country, inside a sentence
--   slug         VARCHAR  Address
--   region       VARCHAR  Region
--   waves        BIGINT   Waves of the index  [unit: waves|wave, allow: zero]
--   technologies BIGINT   Technologies in the latest wave  [unit: technologies|technology, allow: zero]
--   suppliers    BIGINT   Supplying countries in the latest wave  [unit: countries|country, allow: zero]
--   deals        BIGINT   Deals  [unit: deals|deal, allow: zero]
--   supplies     BOOLEAN  Supplies others
--   supplier_slug VARCHAR Address of its page as a supplier  [allow: null]
-- key: country
-- sources: aigs_2019, aigs_2020, aigs_2022, spyware_2023
-- note: Every country that a wave of the index lists or that stands in the inventory as a buyer.
WITH listed AS (
  SELECT country FROM index_countries
  UNION
  SELECT importer FROM deals
),
sellers AS (
  SELECT exporter FROM supply WHERE scope = 'export'
  UNION
  SELECT exporter FROM deals WHERE scope = 'export'
)
SELECT
  listed.country,
  countries.name,
  countries.in_sentence,
  countries.slug,
  countries.region,
  (SELECT count(*) FROM index_countries AS i WHERE i.country = listed.country) AS waves,
  (
    SELECT count(*)
    FROM index_entries AS e
    WHERE e.country = listed.country AND e.wave = (SELECT max(wave) FROM index_countries)
  ) AS technologies,
  (
    SELECT count(*)
    FROM supply AS s
    WHERE s.importer = listed.country
      AND s.scope = 'export'
      AND s.wave = (SELECT max(wave) FROM index_countries)
  ) AS suppliers,
  (SELECT count(DISTINCT deal_id) FROM deals AS d WHERE d.importer = listed.country) AS deals,
  sellers.exporter IS NOT NULL AS supplies,
  CASE WHEN sellers.exporter IS NOT NULL THEN countries.slug END AS supplier_slug
FROM listed
JOIN countries ON countries.country = listed.country
LEFT JOIN sellers ON sellers.exporter = listed.country
ORDER BY countries.name, listed.country;
