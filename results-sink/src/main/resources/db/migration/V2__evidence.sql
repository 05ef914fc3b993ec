-- A diagnosis carries its evidence as a small grid; the picture of it is drawn when somebody asks.

ALTER TABLE diagnoses
    DROP COLUMN heat_map_bucket,
    DROP COLUMN heat_map_key,
    DROP COLUMN heat_map_size,
    DROP COLUMN heat_map_sha256,
    ADD COLUMN evidence_width  integer,
    ADD COLUMN evidence_height integer,
    ADD COLUMN evidence        bytea;
COMMENT ON COLUMN diagnoses.evidence IS 'what spoke for pneumonia: evidence_width × evidence_height cells over the film, row by row, an unsigned byte each; null for diagnoses of earlier releases';
