-- says: The links of a deal are numbered from one, without gaps, and each stands once.
SELECT deal_id, count(*) AS links, count(DISTINCT url) AS addresses, max(number) AS last_number
FROM deal_links
GROUP BY deal_id
HAVING min(number) <> 1 OR max(number) <> count(*) OR count(DISTINCT url) <> count(*)
ORDER BY deal_id;
