-- says: In Oberau legten mehr Schiffe an als in jedem anderen Hafen.
-- columns:
--   holds   BOOLEAN  Trifft zu
--   margin  BIGINT   Vorsprung  [unit: Schiffe|Schiff]
--   oberau  BIGINT   Schiffe in Oberau  [unit: Schiffe|Schiff]
--   andere  BIGINT   Schiffe im nächsten Hafen  [unit: Schiffe|Schiff]
-- sources: pegelamt
WITH verglichen AS (
  SELECT
    max(schiffe) FILTER (WHERE kennung = 'oberau') AS oberau,
    max(schiffe) FILTER (WHERE kennung <> 'oberau') AS andere
  FROM haefen
)
SELECT oberau > andere AS holds, oberau - andere AS margin, oberau, andere
FROM verglichen;
