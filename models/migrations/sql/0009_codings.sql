-- Questions about codings: each sees the codings that its caller sees, and no others.

-- A code and all that are part of it, at whatever depth.
CREATE FUNCTION ask.codes_within(top uuid) RETURNS TABLE (code_id uuid)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE within (study_id, id) AS (
        SELECT c.study_id, c.id FROM code c WHERE c.id = top
        UNION
        SELECT c.study_id, c.id FROM code c
        JOIN within w ON c.study_id = w.study_id AND c.parent_id = w.id
    )
    SELECT id FROM within
$$;

-- The codes of a study, each with all that are part of it and with itself; only itself unless
-- parts count as well.
CREATE FUNCTION ask.codes_counted(of_study uuid, counts_parts boolean)
RETURNS TABLE (code_id uuid, part_id uuid)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE counted (code_id, part_id) AS (
        SELECT c.id, c.id FROM code c WHERE c.study_id = of_study
        UNION
        SELECT up.code_id, c.id FROM code c
        JOIN counted up ON c.study_id = of_study AND c.parent_id = up.part_id
        WHERE counts_parts
    )
    SELECT code_id, part_id FROM counted
$$;

-- How many code points lie in ranges of text.
CREATE FUNCTION ask.code_points(ranges int4multirange) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT coalesce(sum(upper(r) - lower(r)), 0) FROM unnest(ranges) AS r);

-- Where in each transcript each coder has put each code. Marks of one coder that overlap are one.
CREATE FUNCTION ask.coded_ranges(of_study uuid, counts_parts boolean)
RETURNS TABLE (
    code_id uuid, coder_id uuid, district_id uuid, transcript_id uuid, ranges int4multirange
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT n.code_id, c.coder_id, c.district_id, c.transcript_id,
           range_agg(int4range(c.starts_at, c.ends_at))
    FROM coding c
    JOIN ask.codes_counted(of_study, counts_parts) n ON n.part_id = c.code_id
    WHERE c.study_id = of_study
    GROUP BY n.code_id, c.coder_id, c.district_id, c.transcript_id
$$;

-- Which codes one coder has put to overlapping ranges: how often, in how many transcripts, and
-- how much of the text that has either has both. Two coders who mark the same passage agree or
-- don't; that is no co-occurrence, and neither is it that a code applies with its own part.
--
-- Each pair once; with a code, all pairs of which that is the first.
CREATE FUNCTION ask.code_cooccurrences(of_study uuid, of_code uuid, counts_parts boolean)
RETURNS TABLE (
    code_id uuid, other_code_id uuid, overlaps bigint, transcripts bigint,
    code_points_of_both bigint, code_points_of_either bigint, overlap_share numeric
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH marks AS MATERIALIZED (SELECT * FROM ask.coded_ranges(of_study, counts_parts)),
    marked AS (
        SELECT code_id, sum(ask.code_points(ranges)) AS code_points FROM marks GROUP BY code_id
    ),
    lineage AS MATERIALIZED (SELECT * FROM ask.codes_counted(of_study, true)),
    shared AS (
        SELECT a.code_id, b.code_id AS other_code_id,
               count(DISTINCT (a.district_id, a.transcript_id)) AS transcripts,
               sum(ask.code_points(a.ranges * b.ranges)) AS code_points
        FROM marks a
        JOIN marks b USING (district_id, transcript_id, coder_id)
        WHERE a.ranges && b.ranges AND CASE
            WHEN of_code IS NULL THEN a.code_id < b.code_id
            ELSE a.code_id = of_code AND b.code_id <> of_code
        END
        GROUP BY a.code_id, b.code_id
    ),
    overlapping AS (
        SELECT one.code_id, other.code_id AS other_code_id, count(*) AS overlaps
        FROM coding a
        JOIN coding b USING (district_id, transcript_id, coder_id)
        JOIN ask.codes_counted(of_study, counts_parts) one ON one.part_id = a.code_id
        JOIN ask.codes_counted(of_study, counts_parts) other ON other.part_id = b.code_id
        WHERE a.study_id = of_study AND a.id <> b.id
          AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
        GROUP BY one.code_id, other.code_id
    )
    SELECT s.code_id, s.other_code_id, o.overlaps, s.transcripts, s.code_points::bigint,
           (one.code_points + other.code_points - s.code_points)::bigint,
           round(s.code_points / (one.code_points + other.code_points - s.code_points), 4)
    FROM shared s
    JOIN overlapping o USING (code_id, other_code_id)
    JOIN marked one ON one.code_id = s.code_id
    JOIN marked other ON other.code_id = s.other_code_id
    WHERE NOT EXISTS (
        SELECT FROM lineage l
        WHERE (l.code_id, l.part_id) IN (
            (s.code_id, s.other_code_id), (s.other_code_id, s.code_id)
        )
    )
    ORDER BY o.overlaps DESC, s.code_points DESC, s.code_id, s.other_code_id
    LIMIT 1000
$$;

-- Cohen's kappa of two coders who say of each unit yes or no: in how many both say yes, only one
-- of them, only the other, neither. Null where chance alone makes them agree on everything.
CREATE FUNCTION ask.kappa(both_say numeric, only_one numeric, only_other numeric, neither numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ((units * (both_say + neither) - by_chance) / nullif(units * units - by_chance, 0))
    FROM (
        SELECT both_say + only_one + only_other + neither AS units,
               (both_say + only_one) * (both_say + only_other)
               + (neither + only_one) * (neither + only_other) AS by_chance
    ) AS expected
$$;

-- Krippendorff's alpha of any number of coders who say of a unit yes, no, or nothing: how many
-- yes and no can be paired with another coder's, and how often a yes meets a no in a pair, each
-- unit weighing what its coders say. Null where all say the same.
CREATE FUNCTION ask.alpha(yes numeric, no numeric, yes_meets_no numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (1 - (yes + no - 1) * yes_meets_no / nullif(yes * no, 0));

-- Who has coded which transcript of a study. Whoever put no code to a text has said nothing of it.
CREATE FUNCTION ask.coders(of_study uuid)
RETURNS TABLE (
    coder_id uuid, district_id uuid, transcript_id uuid, text_length integer, coders bigint
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.coder_id, c.district_id, c.transcript_id, c.text_length,
           count(*) OVER (PARTITION BY c.district_id, c.transcript_id)
    FROM coding c
    WHERE c.study_id = of_study
    GROUP BY c.coder_id, c.district_id, c.transcript_id, c.text_length
$$;

-- What two coders say of the transcripts that both have coded, in code points, code by code.
CREATE FUNCTION ask.coder_pairs(of_study uuid, of_code uuid, counts_parts boolean)
RETURNS TABLE (
    code_id uuid, coder_id uuid, other_coder_id uuid, district_id uuid, transcript_id uuid,
    coders bigint, text_length integer, both_mark bigint, one_marks bigint, other_marks bigint
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH marks AS MATERIALIZED (
        SELECT m.*, ask.code_points(m.ranges) AS code_points
        FROM ask.coded_ranges(of_study, counts_parts) m
        WHERE m.code_id = coalesce(of_code, m.code_id)
    ),
    coders AS MATERIALIZED (SELECT * FROM ask.coders(of_study))
    SELECT k.code_id, a.coder_id, b.coder_id, a.district_id, a.transcript_id,
           a.coders, a.text_length,
           ask.code_points(one.ranges * other.ranges),
           coalesce(one.code_points, 0), coalesce(other.code_points, 0)
    FROM (SELECT DISTINCT code_id FROM marks) k
    CROSS JOIN coders a
    JOIN coders b ON b.district_id = a.district_id AND b.transcript_id = a.transcript_id
        AND b.coder_id > a.coder_id
    LEFT JOIN marks one ON one.code_id = k.code_id AND one.coder_id = a.coder_id
        AND one.district_id = a.district_id AND one.transcript_id = a.transcript_id
    LEFT JOIN marks other ON other.code_id = k.code_id AND other.coder_id = b.coder_id
        AND other.district_id = b.district_id AND other.transcript_id = b.transcript_id
$$;

-- How far each two coders agree on each code: Cohen's kappa, a code point being a unit.
CREATE FUNCTION ask.coder_pair_agreement(of_study uuid, of_code uuid, counts_parts boolean)
RETURNS TABLE (
    coder_id uuid, other_coder_id uuid, transcripts bigint, code_points bigint,
    both_mark bigint, one_marks bigint, other_marks bigint, neither_marks bigint,
    observed_agreement numeric, kappa numeric, undefined text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coder_id, other_coder_id, transcripts, code_points,
           both_mark, only_one, only_other, neither,
           round((both_mark + neither)::numeric / code_points, 4), round(kappa, 4),
           CASE WHEN kappa IS NULL THEN 'NO_VARIATION' END
    FROM (
        SELECT coder_id, other_coder_id,
               count(*) AS transcripts,
               sum(text_length) AS code_points,
               sum(both_mark)::bigint AS both_mark,
               sum(one_marks - both_mark)::bigint AS only_one,
               sum(other_marks - both_mark)::bigint AS only_other,
               sum(text_length - one_marks - other_marks + both_mark)::bigint AS neither
        FROM ask.coder_pairs(of_study, of_code, counts_parts)
        GROUP BY coder_id, other_coder_id
    ) AS said
    CROSS JOIN LATERAL ask.kappa(both_mark, only_one, only_other, neither) AS kappa
    ORDER BY code_points DESC, coder_id, other_coder_id
    LIMIT 45
$$;

-- How far all coders agree on each code: Krippendorff's alpha, a code point being a unit. Of a
-- text that k of them have coded each pair weighs 1 / (k - 1), so that each coder counts once.
CREATE FUNCTION ask.coder_agreement(of_study uuid, of_code uuid, counts_parts boolean)
RETURNS TABLE (
    study_id uuid, code_id uuid, with_parts boolean,
    coders bigint, transcripts bigint, code_points bigint, alpha numeric, undefined text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH pairs AS (
        SELECT code_id,
               (SELECT count(DISTINCT coder)
                FROM unnest(array_agg(coder_id) || array_agg(other_coder_id)) AS coder
               ) AS coders,
               count(DISTINCT (district_id, transcript_id)) AS transcripts,
               round(sum(text_length / (coders * (coders - 1) / 2.0)))::bigint AS code_points,
               ask.alpha(
                   sum((one_marks + other_marks) / (coders - 1.0)),
                   sum((2 * text_length - one_marks - other_marks) / (coders - 1.0)),
                   sum((one_marks + other_marks - 2 * both_mark) / (coders - 1.0))
               ) AS alpha
        FROM ask.coder_pairs(of_study, of_code, counts_parts)
        GROUP BY code_id
    ),
    marked AS (
        SELECT m.code_id, sum(ask.code_points(m.ranges)) AS code_points
        FROM ask.coded_ranges(of_study, counts_parts) m
        WHERE m.code_id = coalesce(of_code, m.code_id)
        GROUP BY m.code_id
    )
    SELECT of_study, m.code_id, counts_parts,
           coalesce(p.coders, 0), coalesce(p.transcripts, 0), coalesce(p.code_points, 0),
           round(p.alpha, 4),
           CASE
               WHEN p.code_id IS NULL THEN 'NO_SECOND_CODER'
               WHEN p.alpha IS NULL THEN 'NO_VARIATION'
           END
    FROM marked m LEFT JOIN pairs p ON p.code_id = m.code_id
    ORDER BY m.code_points DESC, m.code_id
    LIMIT 500
$$;
