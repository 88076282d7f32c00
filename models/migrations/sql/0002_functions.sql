-- The highlight meetings on whose attendee list the caller is.
--
-- Runs as its owner: the list is under a policy that asks this function, and would ask itself.
CREATE FUNCTION slice.meetings() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    caller uuid := slice.person();
BEGIN
    IF caller IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT a.meeting_id FROM highlight_attendance a WHERE a.person_id = caller
    );
END $$;
