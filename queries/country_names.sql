-- title: Other names by which countries are looked for
-- columns:
--   country  VARCHAR  Country, code
--   other    VARCHAR  Other name
-- key: country, other
-- sources: iso3166, editors
-- note: Short names, codes, and names that are or were common; the search knows them, and nothing
--   else here uses them. They are no positions on what a country should be called.
SELECT country, country AS other FROM countries
UNION
SELECT country, short_name FROM countries WHERE short_name <> name
UNION
SELECT country, other FROM (
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
) AS also (country, other)
ORDER BY country, other;
