-- says: A firm is recorded, and printed, only in rows that the index of that wave has.
SELECT suppliers.wave, suppliers.country, suppliers.company, suppliers.printed_under
FROM suppliers
LEFT JOIN index_countries AS own
  ON own.wave = suppliers.wave AND own.country = suppliers.country
LEFT JOIN index_countries AS printed_rows
  ON printed_rows.wave = suppliers.wave AND printed_rows.country = suppliers.printed_under
WHERE own.country IS NULL OR printed_rows.country IS NULL
ORDER BY suppliers.wave, suppliers.country, suppliers.company;
