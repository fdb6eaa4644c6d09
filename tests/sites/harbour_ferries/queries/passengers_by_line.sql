-- title: Passengers of the summer, by line
-- columns:
--   line        VARCHAR  Line
--   passengers  BIGINT   Passengers  [unit: passengers, min: 1]
-- key: line
-- sources: harbour_office
-- note: Both directions together.
SELECT line, sum(passengers)::BIGINT AS passengers
FROM months
GROUP BY line
ORDER BY passengers DESC, line;
