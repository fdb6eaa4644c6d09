-- says: Nobody has more partners than deals.
SELECT partners.printed_id, partners.value AS partners, deals.value AS deals
FROM printed AS partners
JOIN printed AS deals
  ON deals.source = partners.source
  AND deals.measure = 'face_recognition_deals'
  AND deals.sample = partners.sample
  AND deals.exporter IS NOT DISTINCT FROM partners.exporter
  AND deals.importer IS NOT DISTINCT FROM partners.importer
  AND deals.year IS NULL
  AND deals.regime_group IS NULL
WHERE partners.measure = 'partners' AND partners.subject <> 'all' AND partners.value > deals.value
ORDER BY partners.printed_id, deals;
