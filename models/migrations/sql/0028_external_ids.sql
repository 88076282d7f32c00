-- The ids that clients have for records: each its own, which no other client sees.
--
-- Whether a record is seen is asked of the record's own table, each time it is looked for: what
-- leaves the slice is not found by its id, and is found again when it comes back.

CREATE TABLE clients.external_id (
    client_id uuid NOT NULL REFERENCES public.client (id) ON DELETE CASCADE,
    record_type text NOT NULL,
    district_id uuid,
    record_id uuid NOT NULL,
    external_id text NOT NULL CHECK (length(external_id) BETWEEN 1 AND 255),
    set_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (client_id, record_type, record_id),
    CONSTRAINT uq_external_id UNIQUE (client_id, record_type, external_id)
);
CREATE INDEX ix_external_id_record_id ON clients.external_id (record_id);
ALTER TABLE clients.external_id ENABLE ROW LEVEL SECURITY;
ALTER TABLE clients.external_id FORCE ROW LEVEL SECURITY;

-- Whether the caller sees a record. It runs as the caller, so that the record's slice decides.
CREATE FUNCTION clients.sees(of_type text, of_district uuid, of_record uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    is_seen boolean;
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace
            AND relname = of_type AND relkind = 'r' AND relforcerowsecurity
    ) THEN
        RETURN false;
    END IF;
    IF of_district IS NULL THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE id = $1)', of_type)
        INTO is_seen USING of_record;
    ELSE
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM public.%I WHERE district_id = $2 AND id = $1)', of_type
        ) INTO is_seen USING of_record, of_district;
    END IF;
    RETURN is_seen;
END $$;

CREATE POLICY owner ON clients.external_id TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON clients.external_id FOR SELECT
USING (client_id = (SELECT slice.client()));
CREATE POLICY inserts ON clients.external_id FOR INSERT
WITH CHECK (
    client_id = (SELECT slice.client()) AND (SELECT slice.may('write'))
    AND clients.sees(record_type, district_id, record_id)
);
CREATE POLICY updates ON clients.external_id FOR UPDATE
USING (client_id = (SELECT slice.client()) AND (SELECT slice.may('write')))
WITH CHECK (
    client_id = (SELECT slice.client()) AND clients.sees(record_type, district_id, record_id)
);
CREATE POLICY deletes ON clients.external_id FOR DELETE
USING (client_id = (SELECT slice.client()) AND (SELECT slice.may('write')));
-- Of whoever logs in, the policies leave a caller's own client's.
GRANT SELECT, INSERT, UPDATE, DELETE ON clients.external_id TO PUBLIC;

-- The records on which a client's ids hang that the caller sees: for imports, that name records so.
CREATE FUNCTION clients.records_by_external_id(of_type text, given text[])
RETURNS TABLE (external_id text, district_id uuid, record_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT e.external_id, e.district_id, e.record_id FROM clients.external_id e
    WHERE e.client_id = slice.client() AND e.record_type = of_type
        AND e.external_id = ANY (given)
        AND clients.sees(e.record_type, e.district_id, e.record_id);
END;

-- Hangs ids on records of one type that the caller sees. An id that hung on another of them is
-- refused; one that hung on a record which the caller no longer sees is free again. What comes
-- back are the places, from 1, of those that were hung, and of the others why not.
CREATE FUNCTION clients.set_external_ids(
    of_type text, districts uuid[], records uuid[], given text[]
) RETURNS TABLE (place int, reason text)
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE
    one record;
    held clients.external_id;
BEGIN
    FOR one IN
        SELECT * FROM unnest(districts, records, given) WITH ORDINALITY
            AS g (district_id, record_id, external_id, place)
        ORDER BY g.record_id, g.place
    LOOP
        place := one.place;
        reason := NULL;
        IF NOT clients.sees(of_type, one.district_id, one.record_id) THEN
            reason := 'NOT_FOUND';
            RETURN NEXT;
            CONTINUE;
        END IF;
        SELECT * INTO held FROM clients.external_id e
        WHERE e.client_id = slice.client() AND e.record_type = of_type
            AND e.external_id = one.external_id AND e.record_id <> one.record_id;
        IF FOUND THEN
            IF clients.sees(of_type, held.district_id, held.record_id) THEN
                reason := 'CONFLICT';
                RETURN NEXT;
                CONTINUE;
            END IF;
            DELETE FROM clients.external_id e
            WHERE e.client_id = held.client_id AND e.record_type = held.record_type
                AND e.record_id = held.record_id;
        END IF;
        INSERT INTO clients.external_id AS e
            (client_id, record_type, district_id, record_id, external_id)
        VALUES (slice.client(), of_type, one.district_id, one.record_id, one.external_id)
        ON CONFLICT (client_id, record_type, record_id) DO UPDATE
        SET external_id = excluded.external_id, set_at = now()
        WHERE e.external_id <> excluded.external_id;
        RETURN NEXT;
    END LOOP;
END $$;

-- What is deleted leaves no id behind. It is the event that tells of it, whoever deletes.
CREATE FUNCTION clients.forget_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM clients.external_id WHERE record_id = NEW.record_id;
    RETURN NULL;
END $$;
CREATE TRIGGER forgets_external_ids AFTER INSERT ON past.event FOR EACH ROW
WHEN (NEW.kind = 'DELETE') EXECUTE FUNCTION clients.forget_record();
