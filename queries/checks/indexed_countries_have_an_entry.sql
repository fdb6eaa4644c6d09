-- says: Every country of the index has at least one technology.
SELECT index_countries.wave, index_countries.country, index_countries.name_as_printed
FROM index_countries
LEFT JOIN index_entries
  ON index_entries.wave = index_countries.wave AND index_entries.country = index_countries.country
WHERE index_entries.country IS NULL
ORDER BY index_countries.wave, index_countries.country;
