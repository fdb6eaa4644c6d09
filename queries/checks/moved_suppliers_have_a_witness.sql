-- says: A firm that stands in another country's row in 2022 was recorded in its own country in 2020.
-- note: No other wave has firms in wrong rows.
SELECT moved.wave, moved.country, moved.company, moved.printed_under
FROM suppliers AS moved
LEFT JOIN suppliers AS witness
  ON witness.wave = 2020
  AND witness.country = moved.country
  AND witness.company = moved.company
  AND witness.printed_under = witness.country
WHERE moved.printed_under <> moved.country AND (moved.wave <> 2022 OR witness.company IS NULL)
ORDER BY moved.wave, moved.country, moved.company;
