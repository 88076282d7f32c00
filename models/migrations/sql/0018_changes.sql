-- The change feed: what brings a client's copy of the caller's slice up to date.
--
-- A cursor names the moment at which the copy was whole. What is told leads from there to a moment
-- that the first page fixes and all further pages keep, so that the copy is whole again at the end
-- of the last; then the next drain begins. Nothing is remembered of a client.

-- Who is asking, as a cursor remembers it, so that one caller's is refused to another.
CREATE FUNCTION feed.caller() RETURNS text
LANGUAGE sql STABLE
RETURN coalesce(slice.person()::text, slice.firm()::text, '');

-- Whether an answer about the caller may be another at one moment than at the other.
CREATE FUNCTION feed.may_have_moved(drain feed.drain) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT ((drain).base).today <> ((drain).target).today OR EXISTS (
        SELECT FROM past.event e
        WHERE feed.is_after(e.transaction_id, ((drain).base).snapshot)
          AND feed.is_by(e.transaction_id, ((drain).target).snapshot)
          AND e.record_type IN (
              SELECT relname FROM pg_class
              WHERE relnamespace = 'slice_then'::regnamespace AND relkind = 'v')
    )
$$;

-- Refuse a cursor that is not this caller's, not of this feed, or leads back to what is forgotten
-- or to other rules of who sees what.
CREATE FUNCTION feed.check_cursor(said jsonb, mark text, oldest pg_snapshot) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    secret feed.secret;
BEGIN
    SELECT * INTO STRICT secret FROM feed.secret;
    IF said ->> 'caller' <> feed.caller() THEN
        RAISE EXCEPTION 'This cursor belongs to another caller.' USING ERRCODE = 'TL400';
    ELSIF said ->> 'mark' <> mark THEN
        RAISE EXCEPTION 'This cursor belongs to a feed of other types.' USING ERRCODE = 'TL400';
    ELSIF said ->> 'era' <> secret.era::text OR NOT feed.is_by(secret.kept_since, oldest) THEN
        RAISE EXCEPTION 'This cursor is too old to go on from; begin again without one.'
        USING ERRCODE = 'TL400';
    END IF;
END $$;

-- The drain that a cursor leads on, that begins from nothing, or from `now`.
CREATE FUNCTION feed.drain_after(cursor text, mark text) RETURNS feed.drain
LANGUAGE plpgsql STABLE AS $$
DECLARE
    this_moment feed.moment := ROW(pg_current_snapshot(), slice.today());
    said jsonb := '{}';
    drain feed.drain;
BEGIN
    IF cursor = 'now' THEN
        drain.base := this_moment;
    ELSIF cursor IS NOT NULL THEN
        said := feed.opened(cursor)::jsonb;
        drain := jsonb_populate_record(NULL::feed.drain, said);
        PERFORM feed.check_cursor(
            said, mark, coalesce((drain.base).snapshot, (drain.target).snapshot));
    END IF;
    drain.is_now := (drain.target).snapshot IS NULL;
    drain.is_whole := coalesce(drain.is_whole, (drain.base).snapshot IS NULL);
    drain.is_unsettled := coalesce(drain.is_unsettled, false);
    drain.is_past_events := coalesce(drain.is_past_events, (drain.base).snapshot IS NULL);
    IF drain.is_now THEN
        drain.target := this_moment;
    END IF;
    RETURN drain;
END $$;

-- The cursor of a place in a drain.
CREATE FUNCTION feed.cursor_at(drain feed.drain, place feed.item, mark text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT feed.sealed(jsonb_strip_nulls(jsonb_build_object(
        'caller', feed.caller(), 'mark', mark, 'era', (SELECT era FROM feed.secret),
        'base', (drain).base, 'target', (drain).target, 'is_whole', (drain).is_whole,
        'is_unsettled', (drain).is_unsettled, 'is_past_events', (place).transaction_id IS NULL,
        'place', to_jsonb(place) - 'kind'
    ))::text)
$$;

-- The cursor of a drain that has come to its end: the next begins at its target. Where something
-- was not there to be read any more when it was told, all is told anew.
CREATE FUNCTION feed.cursor_after(drain feed.drain, mark text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT feed.sealed(jsonb_build_object(
        'caller', feed.caller(), 'mark', mark, 'era', (SELECT era FROM feed.secret),
        'base', (drain).target, 'is_whole', (drain).is_unsettled
    )::text)
$$;

-- Whether nothing at all can differ between the moments: the common case of who asks again soon.
CREATE FUNCTION feed.is_quiet(drain feed.drain) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT NOT (drain).is_whole AND ((drain).base).today = ((drain).target).today AND NOT EXISTS (
        SELECT FROM past.event e WHERE feed.is_after(e.transaction_id, ((drain).base).snapshot)
          AND feed.is_by(e.transaction_id, ((drain).target).snapshot)
    )
$$;

-- A drain with what is answered about the caller at both of its moments.
CREATE FUNCTION feed.answered(drain feed.drain, record_types text[]) RETURNS feed.drain
LANGUAGE plpgsql STABLE AS $$
DECLARE
    questions text[] := ARRAY(
        SELECT DISTINCT unnest(s.questions) FROM feed.slice s
        WHERE s.record_type = ANY (record_types) ORDER BY 1);
BEGIN
    drain.target_answers := feed.answers(
        questions, CASE WHEN NOT drain.is_now THEN drain.target END);
    drain.base_answers := drain.target_answers;
    IF (drain.base).snapshot IS NOT NULL AND feed.may_have_moved(drain) THEN
        drain.base_answers := feed.answers(questions, drain.base);
    END IF;
    RETURN drain;
END $$;

-- The next page of a drain, and how far it leads: first what events touched, then the rest.
CREATE FUNCTION feed.page(
    drain feed.drain, record_types text[], size integer,
    OUT items feed.item[], OUT place feed.item, OUT is_over boolean
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    found record;
BEGIN
    items := '{}';
    is_over := false;
    IF NOT drain.is_past_events THEN
        found := feed.of_events(drain, record_types, size);
        items := found.items;
        IF NOT found.is_over THEN
            place := found.place;
            RETURN;
        END IF;
        drain.place := NULL;
    END IF;
    IF cardinality(items) < size THEN
        found := feed.of_slices(drain, record_types, size - cardinality(items));
        items := items || found.items;
        place := found.place;
        is_over := found.is_over;
    END IF;
END $$;

-- A record that is told of, as it is now, by what all records have.
CREATE TYPE feed.record AS (
    record_type text, district_id uuid, record_id uuid, version integer,
    created_at timestamptz, updated_at timestamptz, provenance_kind text,
    provenance_source text, provenance_line integer, provenance_file text, provenance_row integer
);

-- The records of a page that the caller sees now, each in its item's place; after the first page
-- some may be gone again.
CREATE FUNCTION feed.records(drain feed.drain, items feed.item[]) RETURNS feed.record[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    answered jsonb := (drain).target_answers;
    queries text[] := '{}';
    records feed.record[];
    known feed.slice;
BEGIN
    IF NOT (drain).is_now THEN
        answered := feed.answers(ARRAY(SELECT jsonb_object_keys(answered)), NULL);
    END IF;
    FOR known IN SELECT * FROM feed.slice
        WHERE record_type IN (SELECT i.record_type FROM unnest(items) i)
    LOOP
        queries := queries || format($sql$
            SELECT i.ordinality, r.one FROM unnest($1) WITH ORDINALITY i LEFT JOIN LATERAL (
                SELECT ROW(%1$L, %2$s, id, version, created_at, updated_at, provenance_kind,
                    provenance_source, provenance_line, provenance_file, provenance_row
                )::feed.record AS one
                FROM (SELECT t.* FROM public.%1$I t WHERE t.id = i.record_id AND %3$s) AS %1$I
                WHERE %4$s
            ) r ON i.kind NOT IN ('LEFT_SLICE', 'DELETED') WHERE i.record_type = %1$L
        $sql$, known.record_type,
            CASE WHEN known.has_district THEN 'district_id' ELSE 'NULL::uuid' END,
            CASE WHEN known.has_district THEN 't.district_id = i.district_id' ELSE 'true' END,
            feed.seen_if(known.record_type, answered, NULL));
    END LOOP;
    IF queries <> '{}' THEN
        EXECUTE 'SELECT array_agg(one ORDER BY ordinality) FROM ('
            || array_to_string(queries, ' UNION ALL ') || ') found' INTO records USING items;
    END IF;
    RETURN coalesce(records, '{}');
END $$;
