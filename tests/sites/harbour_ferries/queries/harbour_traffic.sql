-- title: Passengers of the summer, by harbour
-- columns:
--   slug        VARCHAR   Harbour, in addresses
--   name        VARCHAR   Harbour
--   passengers  BIGINT    Passengers  [unit: passengers|passenger, min: 1]
--   pier_built  SMALLINT  Pier built  [allow: null]
-- key: slug
-- sources: harbour_office
-- note: Whoever crosses is counted at each end.
SELECT harbours.slug, harbours.name, sum(months.passengers)::BIGINT AS passengers, harbours.pier_built
FROM harbours
JOIN lines ON harbours.harbour IN (lines.one_end, lines.other_end)
JOIN months ON months.line = lines.line
GROUP BY ALL
ORDER BY passengers DESC, harbours.slug;
