-- What a policy for writing may ask beside who is asking, and what triggers do for it.

-- At which stage a plan is: WRITING, RUNNING, AMENDING where an approved amendment is yet to be
-- carried out, or CLOSED. For a writer it locks the plan: whoever submits or accepts it waits until
-- its parts are written, and parts wait for who was first.
CREATE FUNCTION slice.stage_of_plan(district uuid, plan uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    standing text;
BEGIN
    IF current_setting('transaction_read_only') = 'on' THEN
        SELECT p.status INTO standing FROM accelerated_improvement_plan p
        WHERE p.district_id = district AND p.id = plan;
    ELSE
        SELECT p.status INTO standing FROM accelerated_improvement_plan p
        WHERE p.district_id = district AND p.id = plan FOR SHARE;
    END IF;
    RETURN CASE
        WHEN standing IN ('DRAFT', 'RETURNED_WITH_FEEDBACK') THEN 'WRITING'
        WHEN standing NOT IN ('ACCEPTED', 'IN_IMPLEMENTATION') THEN 'CLOSED'
        WHEN EXISTS (
            SELECT FROM plan_amendment a
            WHERE a.district_id = district AND a.plan_id = plan
              AND a.status = 'APPROVED' AND a.applied_on IS NULL
        ) THEN 'AMENDING'
        WHEN standing IS NOT NULL THEN 'RUNNING'
    END;
END $$;

CREATE FUNCTION slice.stage_of_objective(district uuid, objective uuid) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT slice.stage_of_plan(o.district_id, o.plan_id) FROM strategic_objective o
    WHERE o.district_id = district AND o.id = objective
$$;

CREATE FUNCTION slice.stage_of_initiative(district uuid, initiative uuid) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT slice.stage_of_objective(i.district_id, i.strategic_objective_id) FROM initiative i
    WHERE i.district_id = district AND i.id = initiative
$$;

-- Whether a district may appoint somebody: a person who is known, and whom neither the state nor
-- another district has now or is to have. Several districts may share a plan manager.
CREATE FUNCTION slice.may_be_appointed(district uuid, candidate uuid, candidacy text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM person p WHERE p.id = candidate) AND NOT EXISTS (
        SELECT FROM appointment a
        WHERE a.person_id = candidate AND a.district_id <> district
          AND (a.ends_on IS NULL OR a.ends_on >= slice.today())
          AND NOT (a.position = 'PLAN_MANAGER' AND candidacy = 'PLAN_MANAGER')
    ) AND NOT EXISTS (
        SELECT FROM state_appointment s
        WHERE s.person_id = candidate AND (s.ends_on IS NULL OR s.ends_on >= slice.today())
    )
$$;

-- What stays, stays for every login but the owner's: migrations, importers and what triggers keep
-- are let past. The argument is the condition to raise.
CREATE FUNCTION keep.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF pg_has_role((SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this does not change so' USING ERRCODE = TG_ARGV[0], TABLE = TG_TABLE_NAME;
END $$;

-- A packet that is released holds every self-assessment of its month that was handed in. Whoever
-- releases it does not see them before.
CREATE FUNCTION keep.packet_filled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE self_assessment s
    SET status = 'IN_PACKET', meeting_id = NEW.id, released_from = NEW.released_from
    WHERE s.district_id = NEW.district_id AND s.month = NEW.month
      AND s.status = 'SUBMITTED' AND s.meeting_id IS NULL;
    RETURN NULL;
END $$;
