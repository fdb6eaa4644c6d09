-- title: The log
-- columns:
--   harbour  Harbour
-- key: harbour
-- sources: log
SELECT harbour FROM log ORDER BY harbour;
