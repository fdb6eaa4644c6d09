-- says: Every link belongs to a deal.
-- note: A foreign key cannot say it: a deal is one part of the key of deals.
SELECT deal_id, number, url
FROM deal_links
WHERE deal_id NOT IN (SELECT deal_id FROM deals)
ORDER BY deal_id, number;
