-- title: The summer in short
-- columns:
--   passengers  BIGINT  Passengers  [unit: passengers|passenger, min: 1]
--   lines       BIGINT  Lines  [unit: lines|line, min: 1]
--   cancelled   DECIMAL(4,1)  Crossings cancelled  [unit: %, max: 100]
-- rows: one
-- sources: harbour_office
SELECT
  sum(passengers)::BIGINT AS passengers,
  count(DISTINCT line) AS lines,
  (100 * sum(cancelled) / sum(planned))::DECIMAL(4,1) AS cancelled
FROM months;
