-- says: The parts of a joint deal differ in nothing but the exporter and the scope.
SELECT
  deals.deal_id,
  deals.part,
  deals.importer,
  deals.company,
  deals.technology,
  deals.first_year,
  deals.year_disclosed,
  deals.confidence,
  deals.source
FROM deals
JOIN deals AS firsts ON firsts.deal_id = deals.deal_id AND firsts.part = 1
WHERE (
  deals.importer,
  deals.company,
  deals.technology,
  deals.first_year,
  deals.year_disclosed,
  deals.period_as_printed,
  deals.disclosed_as_printed,
  deals.confidence,
  deals.source
) IS DISTINCT FROM (
  firsts.importer,
  firsts.company,
  firsts.technology,
  firsts.first_year,
  firsts.year_disclosed,
  firsts.period_as_printed,
  firsts.disclosed_as_printed,
  firsts.confidence,
  firsts.source
)
ORDER BY deals.deal_id, deals.part;
