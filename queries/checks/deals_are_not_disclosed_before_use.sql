-- says: No deal is disclosed before its first year of use.
SELECT deal_id, part, first_year, year_disclosed
FROM deals
WHERE year_disclosed < first_year
ORDER BY deal_id, part;
