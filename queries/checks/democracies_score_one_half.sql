-- says: A country that V-Dem calls a democracy scores at least one half in electoral democracy.
SELECT country, year, regime, electoral_democracy
FROM regimes
WHERE regime >= 2 AND (electoral_democracy < 0.5 OR electoral_democracy IS NULL)
ORDER BY country, year;
