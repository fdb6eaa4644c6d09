-- says: A technology is recorded only in a country of the index of that wave.
SELECT index_entries.wave, index_entries.country, index_entries.technology
FROM index_entries
LEFT JOIN index_countries
  ON index_countries.wave = index_entries.wave AND index_countries.country = index_entries.country
WHERE index_countries.country IS NULL
ORDER BY index_entries.wave, index_entries.country, index_entries.technology;
