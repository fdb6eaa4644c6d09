-- says: Liberal democracies are the largest group among the countries linked to the United States.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: countries|country]
--   liberal BIGINT   Liberal democracies  [unit: countries|country]
--   next    BIGINT   The next group  [unit: countries|country]
-- sources: aigs_2022
-- note: Countries with face recognition in the latest wave, home countries left out.
WITH groups AS (
  SELECT index_countries.regime, count(*) AS countries
  FROM supply
  JOIN index_entries
    ON index_entries.wave = supply.wave
    AND index_entries.country = supply.importer
    AND index_entries.technology = 'face_recognition'
  JOIN index_countries
    ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
  WHERE supply.scope = 'export'
    AND supply.exporter = 'USA'
    AND supply.wave = (SELECT max(wave) FROM index_countries)
  GROUP BY index_countries.regime
),
compared AS (
  SELECT
    max(countries) FILTER (WHERE regime = 'LD') AS liberal,
    max(countries) FILTER (WHERE regime <> 'LD') AS next
  FROM groups
)
SELECT liberal > next AS holds, liberal - next AS margin, liberal, next
FROM compared;
