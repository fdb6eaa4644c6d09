-- title: How far China is ahead of the United States in supplier links
-- columns:
--   wave           SMALLINT  Wave of the index
--   china          BIGINT    Linked to China  [unit: countries|country, min: 1]
--   united_states  BIGINT    Linked to the US  [unit: countries|country, min: 1]
--   gap            BIGINT    China ahead by  [unit: countries|country]
--   times          DECIMAL(4,2)  China's links for each of the US  [unit: times, decimals: 1]
--   both           BIGINT    Linked to the two of them  [unit: countries|country, min: 1]
-- key: wave
-- sources: aigs_2019, aigs_2020, aigs_2022
-- literal: ahead of, two | the distance may have either sign
-- note: Countries with face recognition, home countries left out.
WITH linked AS (
  SELECT
    supply.wave,
    supply.importer,
    bool_or(supply.exporter = 'CHN') AS china,
    bool_or(supply.exporter = 'USA') AS united_states
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  WHERE supply.scope = 'export'
  GROUP BY supply.wave, supply.importer
)
SELECT
  wave,
  count(*) FILTER (WHERE china) AS china,
  count(*) FILTER (WHERE united_states) AS united_states,
  count(*) FILTER (WHERE china) - count(*) FILTER (WHERE united_states) AS gap,
  (count(*) FILTER (WHERE china) / count(*) FILTER (WHERE united_states))::DECIMAL(4,2) AS times,
  count(*) FILTER (WHERE china AND united_states) AS both
FROM linked
GROUP BY wave
ORDER BY wave;
