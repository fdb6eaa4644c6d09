-- title: Other names by which countries are looked for
-- columns:
--   country  VARCHAR  Country, code
--   other    VARCHAR  Other name
-- key: country, other
-- sources: iso3166, editors, aigs_2019, aigs_2020, aigs_2022, spyware_2023
-- note: Short names, codes, and names that are or were common; the search knows them, and nothing
--   else here uses them. They are no positions on what a country should be called.
WITH listed AS (
  SELECT country FROM index_countries
  UNION
  SELECT importer FROM deals
)
SELECT country, country AS other FROM listed
UNION
SELECT country, short_name FROM countries JOIN listed USING (country) WHERE short_name <> name
UNION
SELECT country, other FROM listed JOIN (
  VALUES
    ('ARE', 'Emirates'),
    ('CIV', 'Ivory Coast'),
    ('COD', 'DRC'),
    ('CPV', 'Cape Verde'),
    ('CZE', 'Czech Republic'),
    ('GBR', 'Britain'),
    ('GBR', 'Great Britain'),
    ('GBR', 'England'),
    ('KOR', 'Republic of Korea'),
    ('MKD', 'Macedonia'),
    ('MMR', 'Burma'),
    ('NLD', 'Holland'),
    ('RUS', 'Russian Federation'),
    ('SAU', 'KSA'),
    ('SWZ', 'Swaziland'),
    ('TUR', 'Türkiye'),
    ('USA', 'America'),
    ('USA', 'United States of America')
) AS also (country, other) USING (country)
ORDER BY country, other;
