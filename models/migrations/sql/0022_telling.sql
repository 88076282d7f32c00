-- Who waits for changes is told that there are some.
--
-- NOTIFY takes a lock of the whole cluster at commit, and sends the same words once: so a
-- transaction that is recorded tells once, whatever it wrote, and what it wrote is read by whoever
-- is told.

CREATE FUNCTION recording.tell() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('throughline_events', '');
    RETURN NULL;
END $$;

CREATE TRIGGER tells AFTER INSERT ON past.event
FOR EACH STATEMENT EXECUTE FUNCTION recording.tell();
