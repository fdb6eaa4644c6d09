-- says: By the study's line the order is turned round in the first wave: the United States has the larger share.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(7,4)  Ahead by  [unit: %, decimals: 1]
--   united_states  DECIMAL(7,4)  Share of the United States' countries  [unit: %, decimals: 0]
--   china   DECIMAL(7,4)  Share of China's countries  [unit: %, decimals: 0]
-- sources: aigs_2019, polity5
-- note: Countries with face recognition, home countries left out.
WITH shares AS (
  SELECT
    supply.exporter,
    (100 * count(*) FILTER (WHERE polity.polity2 < 7) / count(polity.polity2))
      ::DECIMAL(7,4) AS share
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  LEFT JOIN polity ON polity.country = supply.importer
  WHERE supply.scope = 'export'
    AND supply.wave = (SELECT min(wave) FROM index_countries)
  GROUP BY supply.exporter
),
compared AS (
  SELECT
    max(share) FILTER (WHERE exporter = 'USA') AS united_states,
    max(share) FILTER (WHERE exporter = 'CHN') AS china
  FROM shares
)
SELECT
  united_states > china AS holds,
  (united_states - china)::DECIMAL(7,4) AS margin,
  united_states,
  china
FROM compared;
