-- says: Supply is domestic within a country, and an export across a border.
SELECT wave, importer, exporter, scope
FROM supply
WHERE scope IS DISTINCT FROM if(importer = exporter, 'domestic', 'export')
ORDER BY wave, importer, exporter;
