-- says: A deal's years stand in the words from which they are taken.
SELECT deal_id, part, first_year, period_as_printed, year_disclosed, disclosed_as_printed
FROM deals
WHERE (first_year IS NOT NULL AND coalesce(instr(period_as_printed, first_year::VARCHAR), 0) <> 1)
  OR (year_disclosed IS NOT NULL
    AND coalesce(instr(disclosed_as_printed, year_disclosed::VARCHAR), 0) = 0)
ORDER BY deal_id, part;
