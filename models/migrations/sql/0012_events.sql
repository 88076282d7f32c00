-- What has changed, and what was there before it changed.
--
-- An event says that a record was made, changed or deleted, by whom and why; it holds no values.
-- The values that a change or a deletion ended stand in past.<table>, under the record's slice.
-- models/migrations/recording.py makes those tables, and the triggers that fill them, for every
-- domain table there is.

CREATE SCHEMA past;
GRANT USAGE ON SCHEMA past TO PUBLIC;
-- The last values of records that were deleted: their slice decides who still hears of them.
CREATE SCHEMA deleted;
GRANT USAGE ON SCHEMA deleted TO PUBLIC;
-- Each domain table as it stood at a moment: at.<table>(moment).
CREATE SCHEMA at;
GRANT USAGE ON SCHEMA at TO PUBLIC;
-- What records them; nobody else calls it.
CREATE SCHEMA recording;

-- Transactions are bigint, not xid8: only leakproof comparisons use an index beneath a policy.
CREATE TABLE past.event (
    transaction_id bigint NOT NULL,
    number bigint NOT NULL,
    happened_at timestamptz NOT NULL,
    kind text NOT NULL CONSTRAINT ck_event_kind CHECK (kind IN ('INSERT', 'UPDATE', 'DELETE')),
    record_type text NOT NULL,
    district_id uuid,
    record_id uuid NOT NULL,
    version integer NOT NULL,
    fields text[],
    natural_key jsonb,
    person_id uuid,
    firm_id uuid,
    appointment_id uuid,
    state_appointment_id uuid,
    cause text,
    CONSTRAINT pk_event PRIMARY KEY (transaction_id, number)
);
CREATE INDEX ix_event_record ON past.event (record_id, number);
-- No CACHE: of two changes of one record, the later has to have the greater number.
CREATE SEQUENCE recording.event_number AS bigint;

ALTER TABLE past.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE past.event FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON past.event TO CURRENT_USER USING (true) WITH CHECK (true);

-- Why rows are written, as the transaction states it.
CREATE FUNCTION recording.cause() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('throughline.cause', true), '');

-- The office under which someone acts in a district: the one last taken up there.
CREATE FUNCTION recording.appointment_in(district uuid, caller uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id FROM appointment a
    WHERE a.district_id = district AND a.person_id = caller
      AND a.starts_on <= slice.today() AND (a.ends_on IS NULL OR a.ends_on >= slice.today())
    ORDER BY a.starts_on DESC, a.id LIMIT 1
$$;

-- The office under which someone acts for the state: the one last taken up.
CREATE FUNCTION recording.state_appointment_of(caller uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id FROM state_appointment a
    WHERE a.person_id = caller
      AND a.starts_on <= slice.today() AND (a.ends_on IS NULL OR a.ends_on >= slice.today())
    ORDER BY a.starts_on DESC, a.id LIMIT 1
$$;

-- A record's moments never go back, though a transaction that began earlier may write later. What
-- a key cascades or a trigger keeps dates the record too, and counts no version.
CREATE FUNCTION keep.dated() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := greatest(now(), OLD.updated_at);
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION keep.version() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;

-- What is emptied at once would leave no trace.
CREATE FUNCTION recording.refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'records are deleted, never truncated' USING ERRCODE = 'restrict_violation';
END $$;
