-- What studies keep to by themselves: authors, masked texts, the tree of codes.

-- A record's author is the person of the member who made it, whatever is written.
CREATE FUNCTION keep.author() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT person_id INTO NEW.author_id FROM study_member WHERE id = NEW.researcher_id;
    RETURN NEW;
END $$;

CREATE FUNCTION keep.coder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT person_id INTO NEW.author_id FROM study_member WHERE id = NEW.coder_id;
    RETURN NEW;
END $$;

CREATE TRIGGER author BEFORE INSERT OR UPDATE ON interview
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON observation
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON source_document
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON informant
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON transcript_original
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON transcript
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON transcript_span
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON memo
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON memo_reference
FOR EACH ROW EXECUTE FUNCTION keep.author();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON coding
FOR EACH ROW EXECUTE FUNCTION keep.coder();
CREATE TRIGGER author BEFORE INSERT OR UPDATE ON theme_grounding
FOR EACH ROW EXECUTE FUNCTION keep.coder();

-- Who a member is does not change, or everything the member wrote in confidence would change
-- hands with it.
CREATE FUNCTION keep.member() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'who a member of a study is does not change' USING
        ERRCODE = 'check_violation', TABLE = 'study_member', CONSTRAINT = 'ck_study_member_stays';
END $$;

CREATE TRIGGER stays BEFORE UPDATE OF person_id ON study_member
FOR EACH ROW WHEN (NEW.person_id IS DISTINCT FROM OLD.person_id) EXECUTE FUNCTION keep.member();

-- The masked text is the original with a block for each code point of a span, and nothing until
-- the author has declared the spans complete. Worked out anew whenever the row is written.
CREATE FUNCTION keep.masked_text() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    span record;
BEGIN
    NEW.masked_text := NULL;
    IF NEW.deidentified_on IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT o.text INTO NEW.masked_text FROM transcript_original o
    WHERE o.district_id = NEW.district_id AND o.id = NEW.original_id;
    FOR span IN
        SELECT s.starts_at, s.ends_at - s.starts_at AS length FROM transcript_span s
        WHERE s.district_id = NEW.district_id AND s.transcript_id = NEW.id
    LOOP
        NEW.masked_text := overlay(
            NEW.masked_text PLACING repeat('█', span.length)
            FROM span.starts_at + 1 FOR span.length
        );
    END LOOP;
    RETURN NEW;
END $$;

CREATE TRIGGER masked_text BEFORE INSERT OR UPDATE ON transcript
FOR EACH ROW EXECUTE FUNCTION keep.masked_text();

CREATE FUNCTION keep.spans() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE transcript t SET masked_text = NULL
    FROM (SELECT DISTINCT district_id, transcript_id FROM changed) touched
    WHERE t.district_id = touched.district_id AND t.id = touched.transcript_id
      AND t.deidentified_on IS NOT NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER spans_inserted AFTER INSERT ON transcript_span
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.spans();
CREATE TRIGGER spans_deleted AFTER DELETE ON transcript_span
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep.spans();

CREATE FUNCTION keep.spans_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE transcript t SET masked_text = NULL
    FROM (
        SELECT district_id, transcript_id FROM before
        UNION SELECT district_id, transcript_id FROM after
    ) touched
    WHERE t.district_id = touched.district_id AND t.id = touched.transcript_id
      AND t.deidentified_on IS NOT NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER spans_updated AFTER UPDATE ON transcript_span
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION keep.spans_updated();

-- A text that changes under its spans would show what they no longer cover: it is hidden until
-- its author declares it de-identified again. One that is coded does not change at all.
CREATE FUNCTION keep.original_text() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- Codings that are being written refer to the transcript, and this waits for them.
    PERFORM FROM transcript t
    WHERE t.district_id = NEW.district_id AND t.original_id = NEW.id FOR UPDATE;
    IF EXISTS (
        SELECT FROM transcript t
        JOIN coding c ON c.district_id = t.district_id AND c.transcript_id = t.id
        WHERE t.district_id = NEW.district_id AND t.original_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'the text of a coded transcript does not change' USING
            ERRCODE = 'check_violation', TABLE = 'transcript_original',
            CONSTRAINT = 'ck_transcript_original_coded';
    END IF;
    UPDATE transcript t SET deidentified_on = NULL
    WHERE t.district_id = NEW.district_id AND t.original_id = NEW.id;
    RETURN NEW;
END $$;

CREATE TRIGGER original_text BEFORE UPDATE OF text ON transcript_original
FOR EACH ROW WHEN (NEW.text IS DISTINCT FROM OLD.text) EXECUTE FUNCTION keep.original_text();

-- Codes stand in a tree. The study's row is locked first: two changes that are harmless alone
-- could make a circle together.
CREATE FUNCTION keep.code_tree() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM study s WHERE s.id = NEW.study_id FOR NO KEY UPDATE;
    IF EXISTS (
        WITH RECURSIVE above (id, parent_id) AS (
            SELECT c.id, c.parent_id FROM code c WHERE c.id = NEW.parent_id
            UNION
            SELECT c.id, c.parent_id FROM code c JOIN above a ON c.id = a.parent_id
        )
        SELECT FROM above WHERE above.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a code is no part of itself' USING
            ERRCODE = 'check_violation', TABLE = 'code', CONSTRAINT = 'ck_code_tree';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER code_tree AFTER INSERT OR UPDATE OF parent_id ON code
FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION keep.code_tree();
