-- says: Every firm is named by the index or the inventory.
SELECT company, name
FROM companies
WHERE company NOT IN (SELECT company FROM suppliers)
  AND company NOT IN (SELECT company FROM deals WHERE company IS NOT NULL)
ORDER BY company;
