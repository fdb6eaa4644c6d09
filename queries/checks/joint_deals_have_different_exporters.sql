-- says: The parts of a joint deal come from different countries, all of them disclosed.
SELECT deal_id, count(*) AS parts, count(DISTINCT exporter) AS exporters
FROM deals
GROUP BY deal_id
HAVING count(*) > 1 AND count(DISTINCT exporter) < count(*)
ORDER BY deal_id;
