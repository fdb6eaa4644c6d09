-- title: Passengers of the summer, by line
-- columns:
--   line        VARCHAR  Line
--   passengers  BIGINT   Passengers  [unit: passengers|passenger, min: 1]
-- key: line
-- sources: harbour_office
-- note: There and back.
SELECT line, sum(passengers)::BIGINT AS passengers
FROM months
GROUP BY line
ORDER BY passengers DESC, line;
