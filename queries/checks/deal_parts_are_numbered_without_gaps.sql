-- says: The parts of a deal are numbered from one, without gaps.
SELECT deal_id, count(*) AS parts, min(part) AS first_part, max(part) AS last_part
FROM deals
GROUP BY deal_id
HAVING min(part) <> 1 OR max(part) <> count(*)
ORDER BY deal_id;
