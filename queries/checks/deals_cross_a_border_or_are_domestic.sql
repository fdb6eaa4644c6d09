-- says: A deal is domestic within a country, an export across a border, and unknown without an exporter.
SELECT deal_id, part, importer, exporter, scope
FROM deals
WHERE scope IS DISTINCT FROM CASE
  WHEN exporter IS NULL THEN 'unknown'
  WHEN exporter = importer THEN 'domestic'
  ELSE 'export'
END
ORDER BY deal_id, part;
