-- says: Smart city deals are among the deals of the same country and year.
SELECT smart.printed_id, smart.value AS smart_city_deals, deals.value AS deals
FROM printed AS smart
JOIN printed AS deals
  ON deals.source = smart.source
  AND deals.measure = 'face_recognition_deals'
  AND deals.sample = smart.sample
  AND deals.exporter IS NOT DISTINCT FROM smart.exporter
  AND deals.importer IS NOT DISTINCT FROM smart.importer
  AND deals.year IS NOT DISTINCT FROM smart.year
  AND deals.subject = smart.subject
WHERE smart.measure = 'smart_city_deals' AND smart.value > deals.value
ORDER BY smart.printed_id, deals;
