-- What is due: what is open of what is recorded, and the monthly, quarterly and yearly records that
-- a running plan asks for and nobody has begun. Counted from what the caller sees, like all that
-- `ask` answers; as the owner, who sees everything, for reminders.
--
-- The texts give the rhythm, not the days. Chosen here: a month's records are due on its last day
-- unless a day is set for its meeting, the highlight report a week before the meeting, a quarterly
-- report 30 days after the quarter, an annual summary 30 days after the school year (July to June).
-- What schools and their leaders do each month is asked for from September to June.

-- The plans that are being carried out, with the first and the last day on which that is followed.
CREATE FUNCTION ask.running_plans(of_districts uuid[])
RETURNS TABLE (district_id uuid, plan_id uuid, starts_on date, ends_on date)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.district_id, p.id, greatest(p.accepted_on, p.period_starts_on), p.period_ends_on
    FROM accelerated_improvement_plan p
    WHERE p.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')
        AND (of_districts IS NULL OR p.district_id = ANY (of_districts))
$$;

-- The whole months of running plans whose last day lies between two days.
CREATE FUNCTION ask.months_followed(of_districts uuid[], from_day date, to_day date)
RETURNS TABLE (district_id uuid, month date, last_day date, is_school_month boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT p.district_id, m.month::date, (m.month + interval '1 month - 1 day')::date,
        extract(month FROM m.month) NOT IN (7, 8)
    FROM ask.running_plans(of_districts) p
    CROSS JOIN LATERAL generate_series(
        date_trunc('month', greatest(p.starts_on + interval '1 month - 1 day', from_day)),
        least(p.ends_on, to_day), interval '1 month'
    ) m (month)
    WHERE m.month >= p.starts_on AND m.month + interval '1 month - 1 day' <= p.ends_on
$$;

-- What is due of running plans themselves.
CREATE FUNCTION ask.due_of_plans(of_districts uuid[], from_day date, to_day date)
RETURNS TABLE (
    kind text, due_on date, district_id uuid, school_id uuid, person_id uuid,
    record_id uuid, title text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT 'BENCHMARK', b.due_on, b.district_id, NULL::uuid, NULL::uuid, b.id, b.statement
    FROM ask.running_plans(of_districts) p
    JOIN strategic_objective o ON o.district_id = p.district_id AND o.plan_id = p.plan_id
    JOIN initiative i ON i.district_id = o.district_id AND i.strategic_objective_id = o.id
    JOIN benchmark b ON b.district_id = i.district_id AND b.initiative_id = i.id
    WHERE b.status IN ('NOT_STARTED', 'IN_PROGRESS') AND b.due_on BETWEEN from_day AND to_day
    UNION ALL
    SELECT 'ACTIVITY', a.due_on, a.district_id, NULL, a.owner_id, a.id, a.description
    FROM ask.running_plans(of_districts) p
    JOIN strategic_objective o ON o.district_id = p.district_id AND o.plan_id = p.plan_id
    JOIN initiative i ON i.district_id = o.district_id AND i.strategic_objective_id = o.id
    JOIN activity a ON a.district_id = i.district_id AND a.initiative_id = i.id
    WHERE a.status IN ('NOT_STARTED', 'IN_PROGRESS') AND a.due_on BETWEEN from_day AND to_day
$$;

-- The highlight meetings and reports of each month.
CREATE FUNCTION ask.due_of_highlights(of_districts uuid[], from_day date, to_day date)
RETURNS TABLE (
    kind text, due_on date, district_id uuid, school_id uuid, person_id uuid,
    record_id uuid, title text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH meeting AS (
        SELECT m.district_id, m.id, m.month, m.scheduled_on, m.status
        FROM highlight_meeting m
        WHERE m.status <> 'CANCELLED'
            AND (of_districts IS NULL OR m.district_id = ANY (of_districts))
    ),
    followed AS MATERIALIZED (
        SELECT f.* FROM ask.months_followed(of_districts, from_day - 31, to_day + 31) f
    ),
    due AS (
        SELECT 'HIGHLIGHT_MEETING' AS kind, m.scheduled_on AS due_on, m.district_id, m.id, m.month
        FROM meeting m WHERE m.status = 'SCHEDULED'
        UNION ALL
        SELECT 'HIGHLIGHT_MEETING', f.last_day, f.district_id, NULL, f.month
        FROM followed f
        WHERE NOT EXISTS (
            SELECT FROM meeting m WHERE m.district_id = f.district_id AND m.month = f.month
        )
        UNION ALL
        SELECT 'HIGHLIGHT_REPORT', coalesce(m.scheduled_on, r.last_day) - 7,
            r.district_id, r.id, r.month
        FROM (
            SELECT h.district_id, h.id, h.month,
                (h.month + interval '1 month - 1 day')::date AS last_day
            FROM highlight_report h
            WHERE h.issued_on IS NULL
                AND (of_districts IS NULL OR h.district_id = ANY (of_districts))
            UNION ALL
            SELECT f.district_id, NULL, f.month, f.last_day
            FROM followed f
            WHERE NOT EXISTS (
                SELECT FROM highlight_report h
                WHERE h.district_id = f.district_id AND h.month = f.month
            )
        ) r
        LEFT JOIN meeting m ON m.district_id = r.district_id AND m.month = r.month
    )
    SELECT d.kind, d.due_on, d.district_id, NULL::uuid, NULL::uuid, d.id,
        CASE d.kind WHEN 'HIGHLIGHT_MEETING' THEN 'Highlight meeting' ELSE 'Highlight report' END
            || to_char(d.month, ', FMMonth YYYY')
    FROM due d WHERE d.due_on BETWEEN from_day AND to_day
$$;

-- What the leadership team and its members do each month.
CREATE FUNCTION ask.due_of_leaders(
    of_districts uuid[], of_person uuid, from_day date, to_day date
)
RETURNS TABLE (
    kind text, due_on date, district_id uuid, school_id uuid, person_id uuid,
    record_id uuid, title text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH followed AS MATERIALIZED (
        SELECT f.* FROM ask.months_followed(of_districts, from_day - 31, to_day + 31) f
        WHERE f.is_school_month
    ),
    meeting AS (
        SELECT m.district_id, m.id, m.month, m.meets_on, m.status
        FROM leadership_meeting m
        WHERE of_districts IS NULL OR m.district_id = ANY (of_districts)
    ),
    due AS (
        SELECT 'LEADERSHIP_MEETING' AS kind, m.meets_on AS due_on, m.district_id,
            NULL::uuid AS school_id, NULL::uuid AS person_id, m.id,
            to_char(m.month, '"Leadership meeting, "FMMonth YYYY') AS title
        FROM meeting m WHERE m.status <> 'HELD'
        UNION ALL
        SELECT 'LEADERSHIP_MEETING', f.last_day, f.district_id, NULL, NULL, NULL,
            to_char(f.month, '"Leadership meeting, "FMMonth YYYY')
        FROM followed f
        WHERE NOT EXISTS (
            SELECT FROM meeting m WHERE m.district_id = f.district_id AND m.month = f.month
        )
        UNION ALL
        SELECT 'SELF_ASSESSMENT', coalesce(m.meets_on, f.last_day), f.district_id,
            a.school_id, a.person_id, s.id, to_char(f.month, '"Self-assessment, "FMMonth YYYY')
        FROM followed f
        JOIN (
            SELECT DISTINCT ON (a.district_id, a.person_id, a.starts_on, a.ends_on) a.*
            FROM appointment a
            WHERE a.role IN ('PRINCIPAL', 'DISTRICT_ADMINISTRATOR', 'DISTRICT_LEADER')
                AND (of_person IS NULL OR a.person_id = of_person)
            ORDER BY a.district_id, a.person_id, a.starts_on, a.ends_on, a.school_id
        ) a ON a.district_id = f.district_id
            AND a.starts_on <= f.last_day AND (a.ends_on IS NULL OR a.ends_on >= f.last_day)
        LEFT JOIN meeting m ON m.district_id = f.district_id AND m.month = f.month
        LEFT JOIN self_assessment s ON s.district_id = f.district_id AND s.month = f.month
            AND s.author_id = a.person_id
        WHERE s.status IS NULL OR s.status = 'OPEN'
        UNION ALL
        SELECT 'WALKTHROUGHS', (t.month + interval '1 month - 1 day')::date, t.district_id, NULL,
            t.administrator_id, t.id,
            format('Walkthroughs, %s: %s of %s', to_char(t.month, 'FMMonth YYYY'),
                coalesce(c.walkthroughs, 0), t.walkthroughs)
        FROM walkthrough_target t
        LEFT JOIN walkthrough_count c ON c.district_id = t.district_id AND c.month = t.month
            AND c.observer_id = t.administrator_id
        WHERE coalesce(c.walkthroughs, 0) < t.walkthroughs
            AND (of_districts IS NULL OR t.district_id = ANY (of_districts))
            AND (of_person IS NULL OR t.administrator_id = of_person)
    )
    SELECT DISTINCT d.* FROM due d WHERE d.due_on BETWEEN from_day AND to_day
$$;

-- The monthly reviews of published school plans, each by the principal of the month's end.
CREATE FUNCTION ask.due_of_schools(of_districts uuid[], from_day date, to_day date)
RETURNS TABLE (
    kind text, due_on date, district_id uuid, school_id uuid, person_id uuid,
    record_id uuid, title text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT 'SCHOOL_PLAN_REVIEW', f.last_day, f.district_id, s.school_id,
        coalesce(r.principal_id, a.person_id), r.id,
        format('Review of the school plan of %s, %s', c.name, to_char(f.month, 'FMMonth YYYY'))
    FROM ask.months_followed(of_districts, from_day, to_day) f
    JOIN school_improvement_plan s ON s.district_id = f.district_id AND s.status = 'PUBLISHED'
        AND f.month >= date_trunc('month', s.published_on)
        AND f.last_day BETWEEN make_date(s.school_year - 1, 7, 1) AND make_date(s.school_year, 6, 30)
    JOIN school c ON c.district_id = s.district_id AND c.id = s.school_id
    LEFT JOIN school_plan_review r ON r.district_id = s.district_id AND r.plan_id = s.id
        AND r.month = f.month
    LEFT JOIN LATERAL (
        SELECT a.person_id FROM appointment a
        WHERE a.district_id = s.district_id AND a.school_id = s.school_id
            AND a.role = 'PRINCIPAL' AND a.starts_on <= f.last_day
            AND (a.ends_on IS NULL OR a.ends_on >= f.last_day)
        ORDER BY a.starts_on DESC, a.id LIMIT 1
    ) a ON true
    WHERE f.is_school_month AND (r.status IS NULL OR r.status <> 'MEMO_SENT')
        AND f.last_day BETWEEN from_day AND to_day
$$;

-- The plan monitor's reports: of each quarter of the school year, and of the year.
CREATE FUNCTION ask.due_of_monitors(of_districts uuid[], from_day date, to_day date)
RETURNS TABLE (
    kind text, due_on date, district_id uuid, school_id uuid, person_id uuid,
    record_id uuid, title text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH quarter AS (
        SELECT p.district_id, p.plan_id, q.starts_on::date,
            (q.starts_on + interval '3 months - 1 day')::date AS ends_on,
            extract(year FROM q.starts_on + interval '6 months')::int AS school_year,
            extract(quarter FROM q.starts_on + interval '6 months')::int AS quarter
        FROM ask.running_plans(of_districts) p
        CROSS JOIN LATERAL generate_series(
            date_trunc('quarter', p.starts_on), p.ends_on, interval '3 months'
        ) q (starts_on)
    ),
    due AS (
        SELECT 'QUARTERLY_REPORT' AS kind, r.period_ends_on + 30 AS due_on, r.district_id, r.id,
            r.school_year, r.quarter
        FROM quarterly_progress_report r
        WHERE r.status = 'DRAFT' AND (of_districts IS NULL OR r.district_id = ANY (of_districts))
        UNION ALL
        SELECT 'QUARTERLY_REPORT', q.ends_on + 30, q.district_id, NULL, q.school_year, q.quarter
        FROM quarter q
        WHERE NOT EXISTS (
            SELECT FROM quarterly_progress_report r
            WHERE r.district_id = q.district_id AND r.school_year = q.school_year
                AND r.quarter = q.quarter
        )
        UNION ALL
        SELECT 'ANNUAL_SUMMARY', make_date(y.school_year, 7, 30), y.district_id, s.id,
            y.school_year, NULL
        FROM (SELECT DISTINCT q.district_id, q.school_year FROM quarter q) y
        LEFT JOIN annual_summary s ON s.district_id = y.district_id
            AND s.school_year = y.school_year
        WHERE s.status IS NULL OR s.status = 'DRAFT'
    )
    SELECT d.kind, d.due_on, d.district_id, NULL::uuid, NULL::uuid, d.id,
        CASE d.kind
            WHEN 'QUARTERLY_REPORT' THEN
                format('Quarterly report, quarter %s of ', d.quarter)
            ELSE 'Annual summary, ' END
        || format('%s-%s', d.school_year - 1, lpad((d.school_year % 100)::text, 2, '0'))
    FROM due d WHERE d.due_on BETWEEN from_day AND to_day
$$;

-- All that is due between two days in some districts, or in all.
CREATE FUNCTION ask.due(of_districts uuid[], of_person uuid, from_day date, to_day date)
RETURNS TABLE (
    kind text, due_on date, district_id uuid, school_id uuid, person_id uuid,
    record_id uuid, title text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT d.* FROM ask.due_of_plans(of_districts, from_day, to_day) d
    UNION ALL
    SELECT d.* FROM ask.due_of_highlights(of_districts, from_day, to_day) d
    UNION ALL
    SELECT d.* FROM ask.due_of_leaders(of_districts, of_person, from_day, to_day) d
    UNION ALL
    SELECT d.* FROM ask.due_of_schools(of_districts, from_day, to_day) d
    UNION ALL
    SELECT d.* FROM ask.due_of_monitors(of_districts, from_day, to_day) d
$$;

-- The global id of what is due, where there is a record of it.
CREATE FUNCTION ask.record_due(kind text, of_district uuid, of_record uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE kind
        WHEN 'BENCHMARK' THEN 'Benchmark'
        WHEN 'ACTIVITY' THEN 'Activity'
        WHEN 'HIGHLIGHT_REPORT' THEN 'HighlightReport'
        WHEN 'HIGHLIGHT_MEETING' THEN 'HighlightMeeting'
        WHEN 'LEADERSHIP_MEETING' THEN 'LeadershipMeeting'
        WHEN 'SELF_ASSESSMENT' THEN 'SelfAssessment'
        WHEN 'SCHOOL_PLAN_REVIEW' THEN 'SchoolPlanReview'
        WHEN 'WALKTHROUGHS' THEN 'WalkthroughTarget'
        WHEN 'QUARTERLY_REPORT' THEN 'QuarterlyProgressReport'
        WHEN 'ANNUAL_SUMMARY' THEN 'AnnualSummary' END
    || '_' || replace(of_district::text, '-', '') || replace(of_record::text, '-', '');

-- The days of a calendar, if they are in order and not more than two years.
CREATE FUNCTION ask.days_of_calendar(from_day date, to_day date) RETURNS daterange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF to_day < from_day OR to_day - from_day > 731 THEN
        RAISE 'A calendar goes from a day to a later one, two years on at most.'
            USING ERRCODE = 'TL400';
    END IF;
    RETURN daterange(from_day, to_day, '[]');
END $$;

-- What is due for the caller: what falls to a role that the caller holds there, and what is the
-- caller's alone. `auth/slices/agenda.py` has the same roles.
CREATE FUNCTION ask.calendar(from_day date, to_day date)
RETURNS TABLE (
    kind text, due_on date, is_overdue boolean, title text, record_id text,
    district_id uuid, school_id uuid, person_id uuid,
    benchmark_id uuid, activity_id uuid, highlight_report_id uuid, highlight_meeting_id uuid,
    leadership_meeting_id uuid, self_assessment_id uuid, school_plan_review_id uuid,
    walkthrough_target_id uuid, quarterly_report_id uuid, annual_summary_id uuid
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH own AS MATERIALIZED (
        SELECT slice.person() AS person, slice.today() AS today,
            ask.days_of_calendar(from_day, to_day) AS days,
            slice.districts(
                '{PRINCIPAL,DISTRICT_ADMINISTRATOR,DISTRICT_LEADER,PLAN_MANAGER,FIRM_SERVICE,PLAN_MONITOR}'
            ) AS districts
    ),
    falls (kind, districts) AS MATERIALIZED (
        SELECT f.kind, slice.districts(f.roles::text[])
        FROM (
            VALUES
                ('BENCHMARK', '{PRINCIPAL,DISTRICT_ADMINISTRATOR,DISTRICT_LEADER,PLAN_MANAGER,FIRM_SERVICE,PLAN_MONITOR}'),
                ('ACTIVITY', '{DISTRICT_ADMINISTRATOR,DISTRICT_LEADER,PLAN_MANAGER,FIRM_SERVICE}'),
                ('HIGHLIGHT_REPORT', '{DISTRICT_LEADER,PLAN_MANAGER,FIRM_SERVICE,PLAN_MONITOR}'),
                ('HIGHLIGHT_MEETING', '{DISTRICT_LEADER,PLAN_MANAGER,FIRM_SERVICE,PLAN_MONITOR}'),
                ('LEADERSHIP_MEETING', '{PRINCIPAL,DISTRICT_ADMINISTRATOR,DISTRICT_LEADER,PLAN_MANAGER}'),
                ('SCHOOL_PLAN_REVIEW', '{DISTRICT_LEADER}'),
                ('QUARTERLY_REPORT', '{PLAN_MONITOR}'),
                ('ANNUAL_SUMMARY', '{PLAN_MONITOR}')
        ) f (kind, roles)
    )
    SELECT d.kind, d.due_on, d.due_on < own.today, d.title,
        ask.record_due(d.kind, d.district_id, d.record_id), d.district_id, d.school_id, d.person_id,
        CASE d.kind WHEN 'BENCHMARK' THEN d.record_id END,
        CASE d.kind WHEN 'ACTIVITY' THEN d.record_id END,
        CASE d.kind WHEN 'HIGHLIGHT_REPORT' THEN d.record_id END,
        CASE d.kind WHEN 'HIGHLIGHT_MEETING' THEN d.record_id END,
        CASE d.kind WHEN 'LEADERSHIP_MEETING' THEN d.record_id END,
        CASE d.kind WHEN 'SELF_ASSESSMENT' THEN d.record_id END,
        CASE d.kind WHEN 'SCHOOL_PLAN_REVIEW' THEN d.record_id END,
        CASE d.kind WHEN 'WALKTHROUGHS' THEN d.record_id END,
        CASE d.kind WHEN 'QUARTERLY_REPORT' THEN d.record_id END,
        CASE d.kind WHEN 'ANNUAL_SUMMARY' THEN d.record_id END
    FROM own
    CROSS JOIN LATERAL ask.due(
        own.districts, own.person, lower(own.days), upper(own.days) - 1
    ) d
    LEFT JOIN falls f ON f.kind = d.kind
    WHERE d.district_id = ANY (f.districts) OR d.person_id = own.person
    ORDER BY d.due_on, d.kind, d.title, d.district_id, d.school_id, d.record_id
    LIMIT 1000
$$;
