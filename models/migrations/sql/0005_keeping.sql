-- What may be counted of walkthroughs, and self-assessments that are frozen once they are out.

-- The id of a count follows from what it counts: the same walkthroughs make the same records.
CREATE FUNCTION keep.counted_id(VARIADIC counted text[]) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN left(encode(sha256(convert_to(array_to_string(counted, ' '), 'UTF8')), 'hex'), 32)::uuid;

-- An observer's delivered walkthroughs of a month; no row where there is none.
CREATE FUNCTION keep.walkthroughs_done(district uuid, observer uuid, month_of date)
RETURNS TABLE (walkthroughs bigint, provenance text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT count(*),
           CASE WHEN bool_and(w.provenance_kind IN ('ILLUSTRATION', 'REPORTED')) THEN 'ILLUSTRATION'
                ELSE 'ENTERED' END
    FROM walkthrough w
    WHERE w.district_id = district AND w.observer_id = observer AND w.delivered_on IS NOT NULL
      AND w.observed_on >= month_of AND w.observed_on < month_of + interval '1 month'
    HAVING count(*) > 0
$$;

CREATE FUNCTION keep.walkthrough_counts(districts uuid[], observers uuid[], months date[])
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM walkthrough_count c
    USING unnest(districts, observers, months) AS touched (district_id, observer_id, month)
    WHERE (c.district_id, c.observer_id, c.month)
        = (touched.district_id, touched.observer_id, touched.month)
      AND NOT EXISTS (
          SELECT FROM keep.walkthroughs_done(c.district_id, c.observer_id, c.month)
      );

    INSERT INTO walkthrough_count AS c
        (district_id, id, observer_id, month, walkthroughs, provenance_kind)
    SELECT district_id, keep.counted_id(district_id::text, observer_id::text, month::text),
           observer_id, month, walkthroughs, provenance
    FROM (
        SELECT DISTINCT * FROM unnest(districts, observers, months)
        AS given (district_id, observer_id, month)
    ) touched
    CROSS JOIN LATERAL keep.walkthroughs_done(district_id, observer_id, month)
    ON CONFLICT (district_id, observer_id, month) DO UPDATE
    SET walkthroughs = excluded.walkthroughs, provenance_kind = excluded.provenance_kind
    WHERE (c.walkthroughs, c.provenance_kind)
        IS DISTINCT FROM (excluded.walkthroughs, excluded.provenance_kind)
$$;

-- The strategies looked for at a school in a month, on delivered walkthroughs. How many saw one
-- is withheld below three teachers: a count of one visit or two would tell of each.
CREATE FUNCTION keep.strategies_seen(district uuid, school uuid, month_of date)
RETURNS TABLE (strategy_id uuid, walkthroughs bigint, seen bigint, provenance text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT listed.strategy_id, count(*),
           CASE WHEN count(DISTINCT w.teacher_id) >= 3
                THEN count(*) FILTER (WHERE noted.was_seen) END,
           CASE WHEN bool_and(w.provenance_kind IN ('ILLUSTRATION', 'REPORTED')) THEN 'ILLUSTRATION'
                ELSE 'ENTERED' END
    FROM walkthrough w
    JOIN walkthrough_comment noted
      ON noted.district_id = w.district_id AND noted.walkthrough_id = w.id
    JOIN walkthrough_tool_strategy listed
      ON listed.district_id = noted.district_id AND listed.id = noted.tool_strategy_id
    WHERE w.district_id = district AND w.school_id = school AND w.delivered_on IS NOT NULL
      AND w.observed_on >= month_of AND w.observed_on < month_of + interval '1 month'
    GROUP BY listed.strategy_id
$$;

CREATE FUNCTION keep.strategy_counts(districts uuid[], schools uuid[], months date[])
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM strategy_count c
    USING unnest(districts, schools, months) AS touched (district_id, school_id, month)
    WHERE (c.district_id, c.school_id, c.month)
        = (touched.district_id, touched.school_id, touched.month)
      AND NOT EXISTS (
          SELECT FROM keep.strategies_seen(c.district_id, c.school_id, c.month) actual
          WHERE actual.strategy_id = c.strategy_id
      );

    INSERT INTO strategy_count AS c
        (district_id, id, school_id, strategy_id, month, walkthroughs, seen, provenance_kind)
    SELECT district_id,
           keep.counted_id(district_id::text, school_id::text, strategy_id::text, month::text),
           school_id, strategy_id, month, walkthroughs, seen, provenance
    FROM (
        SELECT DISTINCT * FROM unnest(districts, schools, months)
        AS given (district_id, school_id, month)
    ) touched
    CROSS JOIN LATERAL keep.strategies_seen(district_id, school_id, month)
    ON CONFLICT (district_id, school_id, strategy_id, month) DO UPDATE
    SET walkthroughs = excluded.walkthroughs, seen = excluded.seen,
        provenance_kind = excluded.provenance_kind
    WHERE (c.walkthroughs, c.seen, c.provenance_kind)
        IS DISTINCT FROM (excluded.walkthroughs, excluded.seen, excluded.provenance_kind)
$$;

CREATE FUNCTION keep.recount(
    districts uuid[], observers uuid[], schools uuid[], months date[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- The second of two writers waits, and then counts what the first has written.
    PERFORM FROM district d WHERE d.id = ANY (districts) ORDER BY d.id FOR NO KEY UPDATE;
    PERFORM keep.walkthrough_counts(districts, observers, months);
    PERFORM keep.strategy_counts(districts, schools, months);
END $$;

CREATE FUNCTION keep.counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM keep.recount(
        array_agg(district_id), array_agg(observer_id), array_agg(school_id),
        array_agg(date_trunc('month', observed_on::timestamp)::date)
    )
    FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE FUNCTION keep.counts_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM keep.recount(
        array_agg(district_id), array_agg(observer_id), array_agg(school_id),
        array_agg(date_trunc('month', observed_on::timestamp)::date)
    )
    FROM (
        SELECT district_id, observer_id, school_id, observed_on FROM before
        UNION SELECT district_id, observer_id, school_id, observed_on FROM after
    ) changed HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE TRIGGER counts_inserted AFTER INSERT ON walkthrough
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.counts();
CREATE TRIGGER counts_deleted AFTER DELETE ON walkthrough
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.counts();
CREATE TRIGGER counts_updated AFTER UPDATE ON walkthrough
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION keep.counts_updated();

CREATE FUNCTION keep.counts_of_comments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM keep.recount(
        array_agg(w.district_id), array_agg(w.observer_id), array_agg(w.school_id),
        array_agg(date_trunc('month', w.observed_on::timestamp)::date)
    )
    FROM walkthrough w
    WHERE (w.district_id, w.id) IN (SELECT district_id, walkthrough_id FROM changed)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE FUNCTION keep.counts_of_comments_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM keep.recount(
        array_agg(w.district_id), array_agg(w.observer_id), array_agg(w.school_id),
        array_agg(date_trunc('month', w.observed_on::timestamp)::date)
    )
    FROM walkthrough w
    WHERE (w.district_id, w.id) IN (
        SELECT district_id, walkthrough_id FROM before
        UNION SELECT district_id, walkthrough_id FROM after
    )
    HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE TRIGGER counts_inserted AFTER INSERT ON walkthrough_comment
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.counts_of_comments();
CREATE TRIGGER counts_deleted AFTER DELETE ON walkthrough_comment
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.counts_of_comments();
CREATE TRIGGER counts_updated AFTER UPDATE ON walkthrough_comment
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION keep.counts_of_comments_updated();

-- The list of a tool that has been used stays: which strategy a comment is on can't change later.
CREATE FUNCTION keep.tool_strategy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM walkthrough_comment c
        WHERE c.district_id = OLD.district_id AND c.tool_strategy_id = OLD.id
    ) THEN
        RAISE 'a strategy that has been commented on stays what it is; a changed list is a new edition'
        USING ERRCODE = 'check_violation', TABLE = 'walkthrough_tool_strategy',
              CONSTRAINT = 'ck_walkthrough_tool_strategy_used';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stays BEFORE UPDATE OF strategy_id ON walkthrough_tool_strategy
FOR EACH ROW WHEN (NEW.strategy_id <> OLD.strategy_id) EXECUTE FUNCTION keep.tool_strategy();

-- What has been shown to all administrators is not rewritten. What the meeting's packet carries to
-- it may still change: a corrected day of release.
CREATE FUNCTION keep.released() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    carried text[] := '{released_from,updated_at,version}';
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - carried = to_jsonb(NEW) - carried THEN
        RETURN NEW;
    END IF;
    RAISE 'a self-assessment does not change once its packet is released'
    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
          CONSTRAINT = 'ck_' || TG_TABLE_NAME || '_frozen';
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON self_assessment
FOR EACH ROW WHEN (OLD.released_from < 'infinity') EXECUTE FUNCTION keep.released();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON self_assessment_rating
FOR EACH ROW WHEN (OLD.released_from < 'infinity') EXECUTE FUNCTION keep.released();

CREATE FUNCTION keep.released_packet() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE 'a packet that is released stays so'
    USING ERRCODE = 'check_violation', TABLE = 'leadership_meeting',
          CONSTRAINT = 'ck_leadership_meeting_stays_released';
END $$;

CREATE TRIGGER stays_released BEFORE UPDATE OF packet_released_on ON leadership_meeting
FOR EACH ROW WHEN (OLD.packet_released_on IS NOT NULL AND NEW.packet_released_on IS NULL)
EXECUTE FUNCTION keep.released_packet();
