-- says: No harbour is empty.
SELECT harbour FROM log WHERE boats = 0 ORDER BY harbour; SELECT 2;
