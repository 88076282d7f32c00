-- What is recorded for audit: a chain of entries, each hashed with the one before.

CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO PUBLIC;

-- The end of the chain. Whoever appends locks this row until the commit, so that the chain never
-- forks; under REPEATABLE READ, which would not see where the chain now ends, that fails.
CREATE TABLE audit.head (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    position bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO audit.head (position, hash) VALUES (0, repeat('0', 64));

CREATE FUNCTION audit.hashed(content text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN encode(sha256(convert_to(content, 'UTF8')), 'hex');

-- The fields of an entry as one text, in which nothing is left out.
CREATE FUNCTION audit.line(VARIADIC fields text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_string(fields, '|', '');

CREATE FUNCTION audit.microseconds(moment timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (extract(epoch FROM moment) * 1000000)::bigint::text;

-- The office under which a caller reads records of some districts: of those whose role gives a
-- right to such records, one of a district of theirs before any other.
CREATE FUNCTION audit.office(roles text[], districts uuid[])
RETURNS TABLE (
    acting_district_id uuid, appointment_id uuid, state_appointment_id uuid, engagement_id uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.district_id, o.appointment_id, o.state_appointment_id, o.engagement_id
    FROM (
        SELECT a.district_id, a.id AS appointment_id, NULL::uuid AS state_appointment_id,
            NULL::uuid AS engagement_id, a.role, a.starts_on, a.ends_on
        FROM appointment a WHERE a.person_id = slice.person()
        UNION ALL
        SELECT NULL, NULL, a.id, NULL, a.role, a.starts_on, a.ends_on
        FROM state_appointment a WHERE a.person_id = slice.person()
        UNION ALL
        SELECT e.district_id, NULL, NULL, e.id, 'FIRM_SERVICE', e.starts_on, e.ends_on
        FROM engagement e WHERE e.firm_id = slice.firm()
    ) o
    WHERE o.role = ANY (roles)
        AND o.starts_on <= slice.today() AND (o.ends_on IS NULL OR o.ends_on >= slice.today())
        AND (o.district_id IS NULL OR districts IS NULL OR o.district_id = ANY (districts))
    ORDER BY o.district_id NULLS LAST, o.starts_on DESC, o.appointment_id, o.state_appointment_id
    LIMIT 1
$$;

-- Record that the caller has read, or been answered by, confidential records: texts anywhere in
-- `seen`, a record's id where it was read, the name of a type where records of it decided the
-- answer. What somebody reads that is about nobody else is no disclosure.
--
-- All is worked out before the end of the chain is locked.
CREATE FUNCTION audit.disclose(way text, roles text[], seen json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    types text[];
    uses text[];
    ids uuid[];
    districts uuid[];
    opens boolean[];
    persons uuid[];
    salts text[];
    digests text[];
    lines text;
    office record;
    made uuid := gen_random_uuid();
    moment timestamptz;
    place bigint;
    before text;
    made_hash text;
BEGIN
    IF slice.person() IS NULL AND slice.firm() IS NULL AND way <> 'COMMAND' THEN
        RAISE EXCEPTION 'nobody is told confidential records' USING ERRCODE = 'check_violation';
    END IF;
    SELECT array_agg(r.record_type), array_agg(r.use), array_agg(r.id), array_agg(r.district_id)
    INTO types, uses, ids, districts
    FROM (
        SELECT DISTINCT split_part(t.id, '_', 1) AS record_type,
            CASE WHEN t.id LIKE '%\_%' THEN 'READ' ELSE 'ASKED' END AS use,
            CASE WHEN t.id LIKE '%\_%' THEN right(t.id, 32)::uuid END AS id,
            CASE WHEN length(split_part(t.id, '_', 2)) = 64
                THEN left(split_part(t.id, '_', 2), 32)::uuid END AS district_id
        FROM jsonb_path_query(seen::jsonb, 'strict $.** ? (@.type() == "string")') AS v
        CROSS JOIN LATERAL (SELECT v #>> '{}' AS id) t
    ) r;
    IF types IS NULL THEN
        RETURN;
    END IF;

    WITH about AS MATERIALIZED (SELECT * FROM audit.about(types, ids)),
    told AS (
        SELECT r.record_type, r.use, r.id, r.place FROM unnest(types, uses, ids)
            WITH ORDINALITY r (record_type, use, id, place)
        WHERE slice.person() IS NULL
            OR NOT EXISTS (SELECT FROM about a WHERE a.place = r.place)
            OR EXISTS (
                SELECT FROM about a WHERE a.place = r.place AND a.person_id <> slice.person()
            )
    ),
    listed AS (
        SELECT t.record_type, t.use, t.id, true AS is_open, a.person_id
        FROM told t LEFT JOIN about a ON a.place = t.place AND a.is_open
        UNION ALL
        SELECT t.record_type, t.use, t.id, false, a.person_id
        FROM told t JOIN about a ON a.place = t.place AND NOT a.is_open
    ),
    salted AS MATERIALIZED (
        SELECT l.*, CASE WHEN l.person_id IS NOT NULL THEN gen_random_uuid()::text END AS salt,
            -- What only the person reads stands last, so that no gap tells that there is a person.
            row_number() OVER (
                ORDER BY l.is_open DESC, l.use DESC, l.record_type, l.id, l.person_id
            ) AS number
        FROM listed l
    ),
    digested AS MATERIALIZED (
        SELECT s.*, audit.hashed(s.salt || s.person_id) AS digest FROM salted s
    )
    SELECT array_agg(record_type ORDER BY number), array_agg(use ORDER BY number),
        array_agg(id ORDER BY number), array_agg(is_open ORDER BY number),
        array_agg(person_id ORDER BY number), array_agg(salt ORDER BY number),
        array_agg(digest ORDER BY number),
        string_agg(
            audit.line(number::text, record_type, use, id::text, is_open::text, digest),
            E'\n' ORDER BY number
        )
    INTO types, uses, ids, opens, persons, salts, digests, lines
    FROM digested;
    IF types IS NULL THEN
        RETURN;
    END IF;
    SELECT array_agg(DISTINCT d) INTO districts FROM unnest(districts) d WHERE d IS NOT NULL;
    SELECT * INTO office FROM (SELECT) always LEFT JOIN audit.office(roles, districts) ON true;

    SELECT h.position + 1, h.hash INTO place, before FROM audit.head h FOR UPDATE;
    moment := clock_timestamp();
    made_hash := audit.hashed(before || E'\n' || audit.line(
        'DISCLOSURE', place::text, audit.microseconds(moment), way,
        slice.person()::text, slice.firm()::text, office.acting_district_id::text,
        office.appointment_id::text, office.state_appointment_id::text, office.engagement_id::text
    ) || E'\n' || lines);
    INSERT INTO disclosure (
        id, position, disclosed_at, way, person_id, firm_id, acting_district_id, appointment_id,
        state_appointment_id, engagement_id, previous_hash, hash
    ) VALUES (
        made, place, moment, way, slice.person(), slice.firm(), office.acting_district_id,
        office.appointment_id, office.state_appointment_id, office.engagement_id, before, made_hash
    );
    INSERT INTO disclosed_record (
        id, disclosure_id, number, record_type, use, record_key, is_open, person_id, person_salt,
        person_digest
    )
    SELECT gen_random_uuid(), made, r.number, r.record_type, r.use, r.id::text, r.is_open, r.person_id,
        r.salt, r.digest
    FROM unnest(types, uses, ids, opens, persons, salts, digests)
        WITH ORDINALITY r (record_type, use, id, is_open, person_id, salt, digest, number);
    UPDATE audit.head SET position = place, hash = made_hash;
END $$;

-- What was recorded stays as it is; only whom it is about can be taken away, when a person is
-- erased: the digest stays.
CREATE FUNCTION audit.keep_as_is() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    erased text[] := '{person_id,person_salt,updated_at,version}';
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'disclosed_record'
        AND to_jsonb(NEW) - erased = to_jsonb(OLD) - erased
        AND to_jsonb(NEW) @> '{"person_id": null, "person_salt": null}'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what is recorded for audit does not change' USING
        ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'ck_audit_stays';
END $$;

CREATE TRIGGER kept_as_is BEFORE UPDATE OR DELETE ON disclosure
FOR EACH ROW EXECUTE FUNCTION audit.keep_as_is();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON disclosure
FOR EACH STATEMENT EXECUTE FUNCTION audit.keep_as_is();
CREATE TRIGGER kept_as_is BEFORE UPDATE OR DELETE ON disclosed_record
FOR EACH ROW EXECUTE FUNCTION audit.keep_as_is();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON disclosed_record
FOR EACH STATEMENT EXECUTE FUNCTION audit.keep_as_is();


-- What was erased: of whom or what, why, how many rows of which tables, and the digests of the
-- people who were taken away from disclosures. It names nobody.
CREATE TABLE audit.erasure (
    position bigint PRIMARY KEY,
    erased_at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('PERSON', 'INTERVIEW')),
    cause text NOT NULL CHECK (cause IN ('REQUEST', 'RETENTION')),
    subject text NOT NULL,
    removed text NOT NULL,
    digests text[] NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL
);

CREATE TRIGGER kept_as_is BEFORE UPDATE OR DELETE ON audit.erasure
FOR EACH ROW EXECUTE FUNCTION audit.keep_as_is();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON audit.erasure
FOR EACH STATEMENT EXECUTE FUNCTION audit.keep_as_is();

-- Record what was erased: last in its transaction, like a disclosure.
CREATE FUNCTION audit.erased(kind text, cause text, subject text, removed text, digests text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz;
    place bigint;
    before text;
    made_hash text;
BEGIN
    SELECT h.position + 1, h.hash INTO place, before FROM audit.head h FOR UPDATE;
    moment := clock_timestamp();
    made_hash := audit.hashed(array_to_string(
        ARRAY[before, audit.line(
            'ERASURE', place::text, audit.microseconds(moment), kind, cause, subject, removed
        )] || digests, E'\n'
    ));
    INSERT INTO audit.erasure VALUES (
        place, moment, kind, cause, subject, removed, digests, before, made_hash
    );
    UPDATE audit.head SET position = place, hash = made_hash;
END $$;

-- The API discloses; what is behind that, and erasing, only the owner calls.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.disclose TO PUBLIC;
