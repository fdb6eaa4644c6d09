-- says: A share in percent lies between nought and a hundred.
SELECT printed_id, value
FROM printed
WHERE unit = 'percent' AND value NOT BETWEEN 0 AND 100
ORDER BY printed_id;
