-- title: The latest wave of the index
-- columns:
--   wave              SMALLINT  Wave of the index
--   first_wave        SMALLINT  First wave
--   countries         BIGINT    Countries recorded  [unit: countries|country, min: 1]
--   face_recognition  BIGINT    Countries with face recognition  [unit: countries|country, min: 1]
--   smart_city        BIGINT    Countries with smart city platforms  [unit: countries|country, min: 1]
--   smart_policing    BIGINT    Countries with smart policing  [unit: countries|country, min: 1]
--   social_media_surveillance  BIGINT  Countries with social media surveillance  [unit: countries|country, min: 1]
--   face_share        DECIMAL(7,4)  Share with face recognition  [unit: %, decimals: 0]
--   suppliers         BIGINT    Supplying countries  [unit: countries|country, min: 1]
--   links             BIGINT    Supplier links  [unit: links|link, min: 1]
-- rows: one
-- sources: aigs_2022
-- note: Suppliers and links leave out home countries.
WITH latest AS (SELECT max(wave) AS wave, min(wave) AS first_wave FROM index_countries),
marked AS (
  SELECT
    count(*) FILTER (WHERE technology = 'face_recognition') AS face_recognition,
    count(*) FILTER (WHERE technology = 'smart_city') AS smart_city,
    count(*) FILTER (WHERE technology = 'smart_policing') AS smart_policing,
    count(*) FILTER (WHERE technology = 'social_media_surveillance') AS social_media_surveillance
  FROM index_entries
  WHERE wave = (SELECT wave FROM latest)
),
listed AS (
  SELECT count(*) AS countries
  FROM index_countries
  WHERE wave = (SELECT wave FROM latest)
),
linked AS (
  SELECT count(DISTINCT exporter) AS suppliers, count(*) AS links
  FROM supply
  WHERE scope = 'export' AND wave = (SELECT wave FROM latest)
)
SELECT
  latest.wave,
  latest.first_wave,
  listed.countries,
  marked.face_recognition,
  marked.smart_city,
  marked.smart_policing,
  marked.social_media_surveillance,
  (100 * marked.face_recognition / listed.countries)::DECIMAL(7,4) AS face_share,
  linked.suppliers,
  linked.links
FROM latest
CROSS JOIN marked
CROSS JOIN listed
CROSS JOIN linked;
