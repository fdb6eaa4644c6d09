-- title: The study's deals by buying country, as printed
-- columns:
--   importer  VARCHAR  Buying country, code
--   name      VARCHAR  Buying country
--   deals     BIGINT   Deals, as printed  [unit: deals|deal, min: 1]
-- key: importer
-- sources: nber_w31676
-- note: Read from Figure A.3 of the paper, full sample. Quoted, not computed.
SELECT printed.importer, countries.short_name AS name, printed.value::BIGINT AS deals
FROM printed
JOIN countries ON countries.country = printed.importer
WHERE printed.place LIKE 'Fig A.3 middle%' AND printed.source = 'nber_w31676'
ORDER BY deals DESC, printed.importer;
