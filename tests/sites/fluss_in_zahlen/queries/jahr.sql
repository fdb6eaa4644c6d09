-- title: Das Jahr in Kürze
-- columns:
--   schiffe  BIGINT        Schiffe  [unit: Schiffe|Schiff, min: 1]
--   leer     DECIMAL(4,1)  Anteil der leeren Schiffe  [unit: %, max: 100]
-- rows: one
-- sources: pegelamt
SELECT sum(schiffe)::BIGINT AS schiffe, (100 * sum(leer) / sum(schiffe))::DECIMAL(4,1) AS leer
FROM haefen;
