-- title: Schiffe nach Häfen
-- columns:
--   kennung  VARCHAR  Kennung
--   hafen    VARCHAR  Hafen
--   schiffe  BIGINT   Schiffe  [unit: Schiffe|Schiff, min: 1]
-- key: kennung
-- sources: pegelamt
-- note: Jede Fahrt zählt einmal.
SELECT kennung, hafen, schiffe
FROM haefen
ORDER BY schiffe DESC, kennung;
