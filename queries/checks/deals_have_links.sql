-- says: Every deal of the inventory has at least one link.
SELECT DISTINCT deals.deal_id, deals.importer, deals.company
FROM deals
LEFT JOIN deal_links ON deal_links.deal_id = deals.deal_id
WHERE deals.source = 'spyware_2023' AND deal_links.deal_id IS NULL
ORDER BY deals.deal_id, deals.importer, deals.company;
