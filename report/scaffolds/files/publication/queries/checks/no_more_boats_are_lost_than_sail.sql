-- says: No harbour loses more boats than it has.
SELECT harbour, season
FROM boats
WHERE lost > boats
ORDER BY harbour, season;
