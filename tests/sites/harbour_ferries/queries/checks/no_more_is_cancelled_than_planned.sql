-- says: No line cancels more crossings than it planned.
SELECT line, month, cancelled, planned
FROM months
WHERE cancelled > planned
ORDER BY line, month;
