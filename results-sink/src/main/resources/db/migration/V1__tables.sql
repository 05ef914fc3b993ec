-- Each event is a row of its own under its eventId; rows are inserted once and never changed, so a replay of the topics
-- changes nothing. The topics are read independently: a diagnosis may come before its image, so no table refers to
-- another by a foreign key.

CREATE TABLE images (
    image_id          text PRIMARY KEY,
    event_id          text NOT NULL,
    received_at       timestamptz NOT NULL,
    bucket            text NOT NULL,
    object_key        text NOT NULL,
    size_bytes        bigint NOT NULL,
    sha256            text NOT NULL,
    media_type        text NOT NULL,
    width             integer NOT NULL,
    height            integer NOT NULL,
    modality          text,
    view              text NOT NULL,
    study_pseudonym   text,
    patient_pseudonym text,
    source            text NOT NULL,
    priority          text NOT NULL
);
COMMENT ON TABLE images IS 'Radiographs that were accepted (xray.images); of a repeated upload the first';
COMMENT ON COLUMN images.image_id IS 'derived from the content';
COMMENT ON COLUMN images.bucket IS 'where the bytes are in the object store, with object_key';
COMMENT ON COLUMN images.sha256 IS 'of the bytes, lower-case hexadecimal';
COMMENT ON COLUMN images.width IS 'pixels';
COMMENT ON COLUMN images.height IS 'pixels';
COMMENT ON COLUMN images.modality IS 'DICOM PS3.3 C.7.3.1.1.1, such as DX';
COMMENT ON COLUMN images.view IS 'UNKNOWN, AP, PA or LATERAL (DICOM PS3.3 C.8.1.2)';
COMMENT ON COLUMN images.study_pseudonym IS 'keyed hash of the study''s identity';
COMMENT ON COLUMN images.patient_pseudonym IS 'keyed hash of the patient''s identity';
COMMENT ON COLUMN images.source IS 'the modality or site, as it names itself';
COMMENT ON COLUMN images.priority IS 'ROUTINE, URGENT or UNKNOWN, as first sent';

CREATE TABLE diagnoses (
    event_id          text PRIMARY KEY,
    image_id          text NOT NULL,
    diagnosed_at      timestamptz NOT NULL,
    study_pseudonym   text,
    patient_pseudonym text,
    finding           text NOT NULL,
    uncertain_reason  text,
    probability       double precision NOT NULL,
    threshold         double precision NOT NULL,
    heat_map_bucket   text,
    heat_map_key      text,
    heat_map_size     bigint,
    heat_map_sha256   text,
    model_id          text NOT NULL,
    model_version     text NOT NULL,
    model_sha256      text NOT NULL,
    quality_flags     text[] NOT NULL,
    queue_micros      bigint NOT NULL,
    fetch_micros      bigint NOT NULL,
    decode_micros     bigint NOT NULL,
    inference_micros  bigint NOT NULL,
    notice            text NOT NULL
);
CREATE INDEX diagnoses_of_image ON diagnoses (image_id, diagnosed_at DESC);
COMMENT ON TABLE diagnoses IS 'Readings by a model (xray.diagnoses), one per image and model version. Not for diagnostic use';
COMMENT ON COLUMN diagnoses.event_id IS 'derived from image and model: a repeated reading has the same';
COMMENT ON COLUMN diagnoses.finding IS 'NORMAL, PNEUMONIA, UNCERTAIN or UNKNOWN';
COMMENT ON COLUMN diagnoses.uncertain_reason IS 'NEAR_THRESHOLD, OUTSIDE_POPULATION, QUALITY or UNKNOWN; null unless UNCERTAIN';
COMMENT ON COLUMN diagnoses.probability IS 'calibrated probability of pneumonia, 0 to 1';
COMMENT ON COLUMN diagnoses.threshold IS 'probability from which the decision is PNEUMONIA';
COMMENT ON COLUMN diagnoses.heat_map_key IS 'PNG in heat_map_bucket: what spoke for pneumonia';
COMMENT ON COLUMN diagnoses.model_sha256 IS 'of the weights, lower-case hexadecimal';
COMMENT ON COLUMN diagnoses.queue_micros IS 'microseconds from the image''s event until its reading began';

CREATE TABLE rejections (
    event_id          text PRIMARY KEY,
    image_id          text NOT NULL,
    rejected_at       timestamptz NOT NULL,
    study_pseudonym   text,
    patient_pseudonym text,
    stage             text NOT NULL,
    reason_code       text NOT NULL,
    message           text NOT NULL,
    retryable         boolean NOT NULL
);
CREATE INDEX rejections_of_image ON rejections (image_id, rejected_at DESC);
COMMENT ON TABLE rejections IS 'Radiographs that could not be read (xray.rejections)';
COMMENT ON COLUMN rejections.stage IS 'FETCH, DECODE, QUALITY, INFERENCE or UNKNOWN';
COMMENT ON COLUMN rejections.reason_code IS 'stable, for machines';
COMMENT ON COLUMN rejections.retryable IS 'whether the same image may succeed when sent again';

CREATE TABLE corrections (
    event_id                text PRIMARY KEY,
    image_id                text NOT NULL,
    corrected_at            timestamptz NOT NULL,
    label                   text NOT NULL,
    reader_pseudonym        text NOT NULL,
    model_result_seen       boolean NOT NULL,
    comment                 text,
    superseded_diagnosis_id text
);
CREATE INDEX corrections_of_image ON corrections (image_id, corrected_at);
COMMENT ON TABLE corrections IS 'Labels given by readers (xray.corrections); all are kept';
COMMENT ON COLUMN corrections.label IS 'NORMAL, PNEUMONIA or UNKNOWN';
COMMENT ON COLUMN corrections.model_result_seen IS 'whether the reader had seen the model''s result before';
COMMENT ON COLUMN corrections.superseded_diagnosis_id IS 'event_id of the diagnosis that this label answers';

CREATE TABLE models (
    event_id           text PRIMARY KEY,
    model_id           text NOT NULL,
    model_version      text NOT NULL,
    model_sha256       text NOT NULL,
    released_at        timestamptz NOT NULL,
    role               text NOT NULL,
    package_bucket     text,
    package_key        text,
    package_size       bigint,
    package_sha256     text,
    gate_report_bucket text,
    gate_report_key    text,
    gate_report_size   bigint,
    gate_report_sha256 text,
    metrics            jsonb NOT NULL,
    released_by        text NOT NULL,
    reason             text NOT NULL
);
CREATE INDEX models_by_version ON models (model_id, model_version, released_at DESC);
COMMENT ON TABLE models IS 'Roles that model versions took (xray.models), the whole history: the latest row of a version is its role';
COMMENT ON COLUMN models.role IS 'CANDIDATE, SHADOW, CHAMPION, RETIRED or UNKNOWN';
COMMENT ON COLUMN models.metrics IS 'name to number';
COMMENT ON COLUMN models.released_by IS 'a person''s pseudonym or a policy''s name';

CREATE TABLE work_list (
    image_id   text PRIMARY KEY,
    listed_at  timestamptz NOT NULL,
    priority   text NOT NULL DEFAULT 'ROUTINE',
    status     text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'DIAGNOSED', 'REJECTED')),
    finding    text,
    outcome_at timestamptz,
    outcome_id text,
    label      text,
    label_at   timestamptz,
    label_id   text,
    urgency    smallint NOT NULL GENERATED ALWAYS AS (
        CASE WHEN label IS NOT NULL THEN 8
        ELSE CASE priority WHEN 'URGENT' THEN 0 ELSE 4 END
           + CASE WHEN finding = 'PNEUMONIA' THEN 0
                  WHEN finding = 'NORMAL' THEN 3
                  WHEN status = 'PENDING' THEN 2
                  ELSE 1 END
        END) STORED
);
CREATE INDEX work_list_newest ON work_list (listed_at DESC, image_id DESC);
CREATE INDEX work_list_urgent ON work_list (urgency, listed_at, image_id);
CREATE INDEX work_list_finding ON work_list (finding, listed_at DESC, image_id DESC);
CREATE INDEX work_list_status ON work_list (status, listed_at DESC, image_id DESC);
COMMENT ON TABLE work_list IS 'One row per image that any topic named: what is shown of it, kept in step with the tables above. Whatever order the events come in, the row ends the same';
COMMENT ON COLUMN work_list.listed_at IS 'when the image was received; until that event is in, the time of the first other one';
COMMENT ON COLUMN work_list.priority IS 'a repeated upload may raise it, never lower it';
COMMENT ON COLUMN work_list.finding IS 'of the latest outcome; null while pending or when rejected';
COMMENT ON COLUMN work_list.outcome_id IS 'event_id of the latest diagnosis or rejection';
COMMENT ON COLUMN work_list.label IS 'the latest label that a reader gave';
COMMENT ON COLUMN work_list.urgency IS 'lower is more urgent: what nobody has labelled first, then as the sender asked, then pneumonia, doubtful or rejected, pending, normal';

-- New results are announced in the transaction that stores them. A trigger fires only for rows that are really inserted:
-- a replay announces nothing. The payload stays far below PostgreSQL's limit of 8,000 bytes.
CREATE FUNCTION announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    event jsonb := to_jsonb(NEW);
BEGIN
    PERFORM pg_notify('xraystream_events', jsonb_strip_nulls(jsonb_build_object(
        'type', TG_ARGV[0],
        'imageId', NEW.image_id,
        'finding', event -> 'finding',
        'probability', event -> 'probability',
        'modelVersion', event -> 'model_version',
        'label', event -> 'label',
        'stage', event -> 'stage'))::text);
    RETURN NULL;
END
$$;
CREATE TRIGGER announce_diagnosis AFTER INSERT ON diagnoses
    FOR EACH ROW EXECUTE FUNCTION announce_event('diagnosis');
CREATE TRIGGER announce_rejection AFTER INSERT ON rejections
    FOR EACH ROW EXECUTE FUNCTION announce_event('rejection');
CREATE TRIGGER announce_correction AFTER INSERT ON corrections
    FOR EACH ROW EXECUTE FUNCTION announce_event('correction');
