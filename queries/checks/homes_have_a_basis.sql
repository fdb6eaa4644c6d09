-- says: A firm's home says how it is known, and the inventory's homes are those of its deals.
SELECT companies.company, companies.home, companies.home_basis, companies.source
FROM companies
WHERE (companies.home IS NULL) <> (companies.home_basis IS NULL)
  OR (
    companies.home_basis = 'inventory'
    AND NOT EXISTS (
      FROM deals
      WHERE deals.company = companies.company AND deals.exporter = companies.home
    )
  )
ORDER BY companies.company;
