-- What closes the loop: the shadow model's readings beside the champion's, why a reader read an image, and how the
-- images drift. What to ask the readers next must be found without looking at every image: the work list holds what it
-- is told from, and its indexes are partial, since an image that has its label is never asked for again.

CREATE TABLE shadow_diagnoses (LIKE diagnoses INCLUDING ALL);
COMMENT ON TABLE shadow_diagnoses IS 'Readings by shadow models (xray.shadow-diagnoses): compared, never shown as a result. Columns as in diagnoses';

ALTER TABLE corrections ADD COLUMN selection text NOT NULL DEFAULT 'UNKNOWN';
COMMENT ON COLUMN corrections.selection IS 'why this reader read this image: VOLUNTARY, AUDIT, UNCERTAIN, DISAGREEMENT or UNKNOWN';

CREATE TABLE drift (
    event_id                   text PRIMARY KEY,
    measured_at                timestamptz NOT NULL,
    source                     text NOT NULL,
    week                       text NOT NULL,
    statistic                  text NOT NULL,
    model_id                   text NOT NULL,
    model_version              text NOT NULL,
    model_sha256               text NOT NULL,
    images                     integer NOT NULL,
    population_stability_index double precision NOT NULL,
    bound                      double precision NOT NULL,
    alarm                      boolean NOT NULL
);
CREATE INDEX drift_latest ON drift (source, statistic, week DESC, measured_at DESC, event_id DESC);
COMMENT ON TABLE drift IS 'How the images of a source and week differ from what a model was made of (xray.drift), the whole history';
COMMENT ON COLUMN drift.week IS 'ISO 8601, such as 2026-W48';
COMMENT ON COLUMN drift.bound IS 'index from which it counts as drift';

ALTER TABLE work_list
    ADD COLUMN probability        double precision,
    ADD COLUMN threshold          double precision,
    ADD COLUMN shadow_finding     text,
    ADD COLUMN shadow_probability double precision,
    ADD COLUMN shadow_at          timestamptz,
    ADD COLUMN shadow_id          text;
UPDATE work_list w SET probability = d.probability, threshold = d.threshold
    FROM diagnoses d WHERE d.event_id = w.outcome_id;
COMMENT ON COLUMN work_list.probability IS 'of the latest outcome, with its threshold; null while pending or when rejected';
COMMENT ON COLUMN work_list.shadow_finding IS 'of the latest reading by a shadow model; null without one';
COMMENT ON COLUMN work_list.shadow_id IS 'event_id of the latest reading by a shadow model';

CREATE INDEX work_list_unlabelled_random ON work_list (image_id)
    WHERE label IS NULL AND status = 'DIAGNOSED';
CREATE INDEX work_list_unlabelled_uncertain ON work_list (abs(probability - threshold), image_id)
    WHERE label IS NULL AND status = 'DIAGNOSED';
CREATE INDEX work_list_unlabelled_disagreement ON work_list (abs(probability - shadow_probability) DESC, image_id)
    WHERE label IS NULL AND status = 'DIAGNOSED' AND finding <> shadow_finding;
