-- title: The study's deals by year, read off its chart
-- columns:
--   year   SMALLINT  Year
--   deals  BIGINT    Deals, give or take three  [unit: deals|deal, min: 1]
--   smart_city_deals  BIGINT  Of them smart city  [unit: deals|deal, min: 1]
-- key: year
-- sources: nber_w31676
-- literal: three | how well a chart can be read
-- note: Read off the lines of Figure A.2, give or take three a year. The years add up to well under
--   the total that the paper prints.
SELECT
  year,
  max(value) FILTER (WHERE measure <> 'smart_city_deals')::BIGINT AS deals,
  max(value) FILTER (WHERE measure = 'smart_city_deals')::BIGINT AS smart_city_deals
FROM printed
WHERE place LIKE 'Fig A.2%' AND source = 'nber_w31676'
GROUP BY year
ORDER BY year;
