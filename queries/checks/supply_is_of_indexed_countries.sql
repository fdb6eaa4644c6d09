-- says: A country that is supplied stands in the index of that wave.
SELECT supply.wave, supply.importer, supply.exporter
FROM supply
LEFT JOIN index_countries
  ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
WHERE index_countries.country IS NULL
ORDER BY supply.wave, supply.importer, supply.exporter;
