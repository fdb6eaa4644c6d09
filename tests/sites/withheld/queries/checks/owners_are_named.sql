-- says: Every garden has an owner.
SELECT garden
FROM gardens
WHERE owner IS NULL;
