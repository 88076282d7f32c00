-- Who reaches the queue: the program that does the jobs, by its own connection, and through
-- `jobs.enqueue` whoever leaves work behind in a transaction. No slice opens it, and no job says
-- more than what is to be done and the id of what it is about.

CREATE FUNCTION jobs.at_work() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('throughline.office', true), '') = 'jobs';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY
        '{pgqueuer,pgqueuer_log,pgqueuer_schedules,pgqueuer_statistics}'::text[]
    LOOP
        EXECUTE format('ALTER TABLE jobs.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE jobs.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY owner ON jobs.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name
        );
        EXECUTE format(
            'CREATE POLICY office ON jobs.%I USING ((SELECT jobs.at_work()))'
            ' WITH CHECK ((SELECT jobs.at_work()))', name
        );
    END LOOP;
END $$;

-- A job exists if and only if the transaction that leaves it commits. With `once`, none is left
-- while one like it waits or is being done.
CREATE FUNCTION jobs.enqueue(
    entrypoint text, about uuid, after interval DEFAULT '0', once boolean DEFAULT false
) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = jobs, pg_temp
BEGIN ATOMIC
    WITH enqueued AS (
        INSERT INTO jobs.pgqueuer (priority, status, entrypoint, payload, execute_after, dedupe_key)
        VALUES (
            0, 'queued', entrypoint, convert_to(about::text, 'UTF8'), now() + after,
            CASE WHEN once THEN entrypoint || ' ' || about END
        )
        ON CONFLICT (dedupe_key) WHERE status IN ('queued', 'picked') AND dedupe_key IS NOT NULL
        DO NOTHING
        RETURNING id, priority, entrypoint
    ), logged AS (
        INSERT INTO jobs.pgqueuer_log (job_id, status, priority, entrypoint)
        SELECT id, 'queued', priority, entrypoint FROM enqueued
    )
    SELECT id FROM enqueued;
END;

REVOKE EXECUTE ON FUNCTION jobs.enqueue, jobs.fn_pgqueuer_changed FROM PUBLIC;
