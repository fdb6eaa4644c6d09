-- title: What was counted
-- columns:
--   garden  VARCHAR  Garden
--   beds    BIGINT   Beds  [unit: beds|bed]
-- key: garden
-- sources: walk
SELECT name AS garden, beds
FROM gardens
ORDER BY beds DESC, garden;
