-- says: The press gives China and the United States more partners than the index links to each of them.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   More by, for the closer of them  [unit: countries|country]
--   china_partners  BIGINT  Partners of China in the press  [unit: countries|country]
--   china_links     BIGINT  Countries linked to China  [unit: countries|country]
--   united_states_partners  BIGINT  Partners of the United States in the press  [unit: countries|country]
--   united_states_links     BIGINT  Countries linked to the United States  [unit: countries|country]
-- sources: biometric_update_2023, aigs_2022
-- note: Latest wave of the index, home countries left out.
WITH linked AS (
  SELECT exporter, count(*) AS links
  FROM supply
  WHERE scope = 'export' AND wave = (SELECT max(wave) FROM index_countries)
  GROUP BY exporter
),
compared AS (
  SELECT
    max(printed.value) FILTER (WHERE printed.exporter = 'CHN')::BIGINT AS china_partners,
    max(linked.links) FILTER (WHERE printed.exporter = 'CHN') AS china_links,
    max(printed.value) FILTER (WHERE printed.exporter = 'USA')::BIGINT AS united_states_partners,
    max(linked.links) FILTER (WHERE printed.exporter = 'USA') AS united_states_links
  FROM printed
  JOIN linked ON linked.exporter = printed.exporter
  WHERE printed.source = 'biometric_update_2023' AND printed.measure = 'partners'
)
SELECT
  china_partners > china_links AND united_states_partners > united_states_links AS holds,
  least(china_partners - china_links, united_states_partners - united_states_links) AS margin,
  china_partners,
  china_links,
  united_states_partners,
  united_states_links
FROM compared;
