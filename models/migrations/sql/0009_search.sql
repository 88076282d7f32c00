-- Search: the words of every text are kept beside it, in the slice of the text they are of.

ALTER TABLE transcript
    ADD COLUMN masked_words tsvector
    GENERATED ALWAYS AS (ask.words_in(masked_text)) STORED;
ALTER TABLE transcript_original
    ADD COLUMN words tsvector
    GENERATED ALWAYS AS (ask.words_in(text)) STORED NOT NULL;
CREATE INDEX ix_transcript_masked_words ON transcript USING gin (masked_words);

-- The transcripts that may have the words, for the caller: the slice, and the text that the caller
-- reads, have yet to be held against each.
--
-- Runs as its owner: under a policy the index does not serve, as @@ is not leakproof. That must
-- not tell of what the caller can't read, not even by the time that it takes: the index is asked
-- for who reads every masked text, and an author's own texts are all given, unread.
--
-- The planner does not count what it costs to read words from where long values are kept, and would
-- look at every text rather than at the index.
CREATE FUNCTION slice.transcripts_with(words tsquery)
RETURNS TABLE (district_id uuid, transcript_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF slice.holds('{RESEARCH_OFFICE}') THEN
        RETURN QUERY
            SELECT t.district_id, t.id FROM transcript t
            WHERE t.masked_words @@ words AND t.author_id IS DISTINCT FROM slice.person();
    END IF;
    RETURN QUERY
        SELECT t.district_id, t.id FROM transcript t WHERE t.author_id = slice.person();
END $$;

-- The texts that have the words of a query, as the caller reads them: as written by the caller,
-- masked if not. How well one fits depends on that text alone.
CREATE FUNCTION ask.transcripts_with(query text)
RETURNS TABLE (district_id uuid, transcript_id uuid, fit numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT t.district_id, t.id, round(ts_rank_cd(r.words, s.words, 1 | 32)::numeric, 6)
    FROM (SELECT ask.words_sought(query) AS words OFFSET 0) s
    CROSS JOIN slice.transcripts_with(s.words) c
    JOIN transcript t ON t.district_id = c.district_id AND t.id = c.transcript_id
    LEFT JOIN transcript_original o ON o.district_id = t.district_id AND o.id = t.original_id
    CROSS JOIN LATERAL (SELECT coalesce(o.words, t.masked_words) AS words) r
    WHERE r.words @@ s.words
$$;

-- The passages of a transcript that show the words of a query best, in the order of the text, and
-- where in the text the words stand.
CREATE FUNCTION ask.excerpts(of_district uuid, of_transcript uuid, query text, most integer)
RETURNS TABLE (
    starts_at integer, ends_at integer, text text, match_starts integer[], match_ends integer[]
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    written text;
    spelled text;
    marked text;
    piece text;
    is_match boolean;
    place integer;
    searched integer := 0;
BEGIN
    SELECT coalesce(o.text, t.masked_text) INTO written
    FROM transcript t
    LEFT JOIN transcript_original o ON o.district_id = t.district_id AND o.id = t.original_id
    WHERE t.district_id = of_district AND t.id = of_transcript;
    IF written IS NULL THEN
        RETURN;
    END IF;
    spelled := ask.spelled(written);
    -- No spelled text has control characters, so they can mark what was found in it.
    FOREACH marked IN ARRAY string_to_array(
        ts_headline(
            'pg_catalog.english', spelled, ask.words_sought(query),
            format(
                E'MaxFragments=%s, MaxWords=30, MinWords=15, ShortWord=0,'
                ' StartSel="\x01", StopSel="\x01", FragmentDelimiter="\x02"',
                most
            )
        ),
        E'\x02'
    ) LOOP
        text := replace(marked, E'\x01', '');
        starts_at := searched + strpos(substr(spelled, searched + 1), text) - 1;
        ends_at := starts_at + char_length(text);
        searched := ends_at;
        match_starts := '{}';
        match_ends := '{}';
        place := starts_at;
        is_match := false;
        FOREACH piece IN ARRAY string_to_array(marked, E'\x01') LOOP
            IF is_match THEN
                match_starts := match_starts || place;
                match_ends := match_ends || place + char_length(piece);
            END IF;
            place := place + char_length(piece);
            is_match := NOT is_match;
        END LOOP;
        -- A text that has none of the words gives its beginning; that is no excerpt of them.
        IF cardinality(match_starts) > 0 THEN
            text := substr(written, starts_at + 1, ends_at - starts_at);
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;

-- An excerpt in pieces: what was found, and what stands between.
CREATE FUNCTION ask.excerpt_parts(
    excerpt text, starts_at integer, match_starts integer[], match_ends integer[]
)
RETURNS TABLE (text text, is_match boolean)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    WITH cuts AS (
        SELECT DISTINCT cut - starts_at AS cut
        FROM unnest(starts_at || match_starts || match_ends) AS cut
    ), pieces AS (
        SELECT cut, lead(cut, 1, char_length(excerpt)) OVER (ORDER BY cut) AS next FROM cuts
    )
    SELECT substr(excerpt, cut + 1, next - cut), cut + starts_at = ANY (match_starts)
    FROM pieces WHERE cut < next
    ORDER BY cut
$$;
