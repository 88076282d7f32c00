-- Points: how many of a caller's are used and not yet refilled, for all processes together.
--
-- A budget refills steadily, a whole one a minute. A process takes some points ahead and spends them
-- in memory; what it did not use it gives back. Giving back is exact: the budget is then as if what
-- was given back had never been taken. Where it has been whole since, that is what it is already.

CREATE TABLE clients.budget (
    key bytea PRIMARY KEY,
    used double precision NOT NULL CHECK (used >= 0),
    as_of timestamptz NOT NULL,
    whole_at timestamptz NOT NULL
);
CREATE INDEX ix_budget_as_of ON clients.budget (as_of);
ALTER TABLE clients.budget ENABLE ROW LEVEL SECURITY;
ALTER TABLE clients.budget FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON clients.budget TO CURRENT_USER USING (true) WITH CHECK (true);

-- A budget as it is at a moment: refilled since it was last written.
CREATE FUNCTION clients.refilled(budget clients.budget, quota double precision, at timestamptz)
RETURNS clients.budget
LANGUAGE plpgsql STABLE AS $$
BEGIN
    at := greatest(at, budget.as_of);
    budget.used := budget.used - quota * extract(epoch FROM at - budget.as_of) / 60;
    budget.as_of := at;
    IF budget.used <= 0 THEN
        budget.used := 0;
        budget.whole_at := at;
    END IF;
    RETURN budget;
END $$;

CREATE FUNCTION clients.locked_budget(of_key bytea, quota double precision, at timestamptz)
RETURNS clients.budget
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    found_one clients.budget;
BEGIN
    INSERT INTO clients.budget (key, used, as_of, whole_at) VALUES (of_key, 0, at, at)
    ON CONFLICT (key) DO NOTHING;
    SELECT * INTO found_one FROM clients.budget b WHERE b.key = of_key FOR UPDATE;
    RETURN clients.refilled(found_one, quota, at);
END $$;

CREATE FUNCTION clients.credited(budget clients.budget, points double precision, taken_at timestamptz)
RETURNS clients.budget
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF points > 0 AND budget.whole_at <= taken_at THEN
        budget.used := greatest(0, budget.used - points);
        IF budget.used = 0 THEN
            budget.whole_at := budget.as_of;
        END IF;
    END IF;
    RETURN budget;
END $$;

-- Takes as many points as are wanted, or what is left if that is as many as are needed, or none.
-- What an earlier take has left is given back first.
CREATE FUNCTION clients.take_points(
    of_key bytea, needed double precision, wanted double precision, quota double precision,
    back double precision, back_taken_at timestamptz, at timestamptz
) RETURNS TABLE (granted double precision, free double precision, moment timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    budget clients.budget;
BEGIN
    budget := clients.locked_budget(of_key, quota, coalesce(at, clock_timestamp()));
    budget := clients.credited(budget, back, back_taken_at);
    free := quota - budget.used;
    granted := CASE WHEN free >= needed THEN least(floor(free), greatest(needed, wanted)) ELSE 0 END;
    budget.used := budget.used + granted;
    UPDATE clients.budget b
    SET used = budget.used, as_of = budget.as_of, whole_at = budget.whole_at WHERE b.key = of_key;
    free := quota - budget.used;
    moment := budget.as_of;
    RETURN NEXT;
END $$;

-- Gives back what was taken and not used; less than nothing is what was used beyond.
CREATE FUNCTION clients.return_points(
    keys bytea[], points double precision[], quotas double precision[], taken_at timestamptz[],
    at timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one record;
    budget clients.budget;
    moment timestamptz := coalesce(at, clock_timestamp());
BEGIN
    FOR one IN
        SELECT * FROM unnest(keys, points, quotas, taken_at) AS g (key, points, quota, taken_at)
        ORDER BY g.key
    LOOP
        budget := clients.locked_budget(one.key, one.quota, moment);
        IF one.points < 0 THEN
            budget.used := budget.used - one.points;
        ELSE
            budget := clients.credited(budget, one.points, one.taken_at);
        END IF;
        UPDATE clients.budget b
        SET used = budget.used, as_of = budget.as_of, whole_at = budget.whole_at
        WHERE b.key = one.key;
    END LOOP;
    DELETE FROM clients.budget WHERE key = ANY (ARRAY(
        SELECT b.key FROM clients.budget b WHERE b.as_of < moment - interval '1 hour'
        ORDER BY b.as_of LIMIT 100 FOR UPDATE SKIP LOCKED
    ));
END $$;
