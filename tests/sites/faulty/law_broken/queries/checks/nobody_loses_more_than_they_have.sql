-- says: No harbour loses more boats than it has.
-- note: Look the harbour up in the log.
SELECT harbour, boats, lost
FROM log
WHERE lost > boats / 10
ORDER BY harbour, boats;
