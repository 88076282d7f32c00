-- How a text, and a query for one, are read as words.

-- A text as it is searched: letters small, and a space for each code point that is part of no
-- word. It is as long as the text, so a place in the one is the same place in the other. Without
-- this, a database in the locale C takes every character beyond ASCII for a letter: a quotation
-- mark would be part of the word it stands at, and so would a masked name.
CREATE FUNCTION ask.spelled(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(
    regexp_replace(
        written COLLATE pg_c_utf8,
        '[[:punct:][:space:][:cntrl:]\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]',
        ' ', 'g'
    ) COLLATE pg_c_utf8
);

-- The words of a text and their places. PostgreSQL keeps at most a megabyte of them: of a text
-- with more, the first part that fits. What catches an error can't run in parallel.
CREATE FUNCTION ask.words_in(written text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE SET search_path = public, pg_temp AS $$
DECLARE
    spelled text := ask.spelled(written);
BEGIN
    LOOP
        BEGIN
            RETURN to_tsvector('pg_catalog.english', spelled);
        EXCEPTION WHEN program_limit_exceeded THEN
            spelled := left(spelled, char_length(spelled) / 2);
        END;
    END LOOP;
END $$;

-- What a query looks for: words, "several in a row", or, -without. Spelled as texts are.
CREATE FUNCTION ask.words_of(query text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN websearch_to_tsquery(
    'pg_catalog.english',
    -- Text between the marks that mean something in a query is spelled; a hyphen is a mark only
    -- where a word begins.
    (
        SELECT coalesce(string_agg(coalesce(piece[1], ask.spelled(piece[2])), '' ORDER BY place), '')
        FROM regexp_matches(
            translate(query, '“”„‟«»＂', '"""""""') COLLATE pg_c_utf8,
            '("|(?<![^[:space:]])-(?=[^-[:space:]]))|([^"-]+|-)', 'g'
        ) WITH ORDINALITY AS m (piece, place)
    )
);

-- The same, refused where there is nothing to look for. The state is one of ours: what it says is
-- for whoever asked.
CREATE FUNCTION ask.words_sought(query text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
    words tsquery;
BEGIN
    IF char_length(query) > 500 THEN
        RAISE EXCEPTION 'The query has % characters; 500 are allowed.', char_length(query)
            USING ERRCODE = 'TL400';
    END IF;
    words := ask.words_of(query);
    IF querytree(words) IN ('', 'T') THEN
        RAISE EXCEPTION '%', CASE
            WHEN numnode(words) > 0 THEN 'The query says only what not to find.'
            ELSE 'The query has no word to look for; words such as "the" are in every text.'
        END USING ERRCODE = 'TL400';
    END IF;
    RETURN words;
END $$;
