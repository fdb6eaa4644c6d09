-- says: The first wave of the index has no social media surveillance.
SELECT wave, country, technology
FROM index_entries
WHERE wave = 2019 AND technology = 'social_media_surveillance'
ORDER BY wave, country, technology;
