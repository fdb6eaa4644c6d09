-- says: Every printed number has a place, and one read off a chart says how far it may be off.
SELECT printed_id, source, place, exactness, give_or_take
FROM printed
WHERE trim(coalesce(place, '')) = ''
  OR (exactness = 'read_off_chart') IS DISTINCT FROM (give_or_take IS NOT NULL)
ORDER BY printed_id;
