-- title: What WIRED printed
-- columns:
--   china_face          BIGINT  China, face recognition deals  [unit: deals|deal, min: 1]
--   united_states_face  BIGINT  United States, face recognition deals  [unit: deals|deal, min: 1]
--   china_all           BIGINT  China, all deals in AI  [unit: deals|deal, min: 1]
--   united_states_all   BIGINT  United States, all deals in AI  [unit: deals|deal, min: 1]
--   deals               BIGINT  Deals in AI  [unit: deals|deal, min: 1]
--   importers           BIGINT  Buying countries  [unit: countries|country, min: 1]
-- rows: one
-- sources: wired_2023
-- note: Quoted, not computed: the rows of the study are not public.
SELECT
  max(value) FILTER (WHERE exporter = 'CHN' AND measure = 'face_recognition_deals')::BIGINT
    AS china_face,
  max(value) FILTER (WHERE exporter = 'USA' AND measure = 'face_recognition_deals')::BIGINT
    AS united_states_face,
  max(value) FILTER (WHERE exporter = 'CHN' AND measure = 'ai_deals')::BIGINT AS china_all,
  max(value) FILTER (WHERE exporter = 'USA' AND measure = 'ai_deals')::BIGINT AS united_states_all,
  max(value) FILTER (WHERE exporter IS NULL AND measure = 'ai_deals')::BIGINT AS deals,
  max(value) FILTER (WHERE measure = 'importing_countries')::BIGINT AS importers
FROM printed
WHERE source = 'wired_2023';
