-- says: A share that is printed beside counts is what the counts give, rounded.
WITH counts AS (
  SELECT
    source,
    place,
    sample,
    exporter,
    regime_group,
    CASE measure WHEN 'supplier_links' THEN 'share_of_links' ELSE 'share_of_deals' END AS measure,
    100 * value / sum(value) OVER (PARTITION BY source, place, sample, exporter, measure) AS share
  FROM printed
  WHERE regime_group IS NOT NULL AND measure IN ('supplier_links', 'face_recognition_deals')
)
SELECT shares.printed_id, shares.value AS printed_share, round(counts.share, 2) AS counted_share
FROM printed AS shares
JOIN counts USING (source, place, sample, exporter, regime_group, measure)
WHERE abs(shares.value - counts.share) > 0.5
ORDER BY shares.printed_id;
