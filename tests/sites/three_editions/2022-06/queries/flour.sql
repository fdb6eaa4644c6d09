-- title: Flour that the mill sends out
-- columns:
--   sacks  BIGINT  Sacks  [unit: sacks|sack, min: 1]
-- rows: one
-- sources: mill
SELECT sum(sacks)::BIGINT AS sacks
FROM deliveries;
