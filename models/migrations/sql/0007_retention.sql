-- Staff who stayed, from figures that everyone may read. A figure of the whole district stands
-- instead of its schools'; what has not both numbers is not counted.
CREATE FUNCTION ask.retention_rows()
RETURNS TABLE (
    district_id uuid, school_year smallint, role text, schools int, total int, retained int
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT r.district_id, r.school_year, r.role, count(r.school_id)::int,
        sum(r.total)::int, sum(r.retained)::int
    FROM (
        SELECT s.*, bool_or(s.school_id IS NULL) OVER (
            PARTITION BY s.district_id, s.school_year, s.role
        ) AS is_whole
        FROM staff_retention s WHERE s.total IS NOT NULL AND s.retained IS NOT NULL
    ) r
    WHERE NOT r.is_whole OR r.school_id IS NULL
    GROUP BY r.district_id, r.school_year, r.role
$$;

CREATE FUNCTION ask.retention_statistics(
    dimensions text[], of_districts uuid[], of_years int[], of_roles text[]
)
RETURNS TABLE (
    district_id uuid, school_year int, role text, districts int, schools int, staff int,
    stayed int, left_staff int, turnover numeric
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT k.*
    FROM (
        SELECT
            CASE WHEN 'DISTRICT' = ANY (dimensions) THEN r.district_id END AS district_id,
            CASE WHEN 'SCHOOL_YEAR' = ANY (dimensions) THEN r.school_year::int END AS school_year,
            CASE WHEN 'ROLE' = ANY (dimensions) THEN r.role END AS role,
            count(DISTINCT r.district_id)::int, sum(r.schools)::int, sum(r.total)::int,
            sum(r.retained)::int, sum(r.total - r.retained)::int,
            round(100.0 * sum(r.total - r.retained) / nullif(sum(r.total), 0), 1)
        FROM ask.retention_rows() r
        WHERE (of_districts IS NULL OR r.district_id = ANY (of_districts))
            AND (of_years IS NULL OR r.school_year = ANY (of_years))
            AND (of_roles IS NULL OR r.role = ANY (of_roles))
        GROUP BY 1, 2, 3
    ) k
    LEFT JOIN district d ON d.id = k.district_id
    ORDER BY d.name, k.district_id, k.school_year, k.role
$$;

-- The districts in turnaround, at level 4 or 5 now, beside the whole state.
CREATE FUNCTION ask.turnover_comparison(of_years int[], of_roles text[])
RETURNS TABLE (
    school_year int, role text, network_districts int, network_schools int, network_staff int,
    network_left int, network_turnover numeric, state_schools int, state_staff int,
    state_left int, state_turnover numeric, difference numeric
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT k.*, k.network_turnover - k.state_turnover
    FROM (
        SELECT coalesce(n.school_year, s.school_year)::int AS school_year,
            coalesce(n.role, s.role) AS role, n.districts, n.schools, n.staff, n.gone,
            round(100.0 * n.gone / nullif(n.staff, 0), 1) AS network_turnover,
            s.schools AS state_schools, s.total, s.total - s.retained,
            round(100.0 * (s.total - s.retained) / nullif(s.total, 0), 1) AS state_turnover
        FROM (
            SELECT r.school_year, r.role, count(*)::int AS districts, sum(r.schools)::int AS schools,
                sum(r.total)::int AS staff, sum(r.total - r.retained)::int AS gone
            FROM ask.retention_rows() r JOIN district d ON d.id = r.district_id AND d.level >= 4
            GROUP BY r.school_year, r.role
        ) n
        FULL JOIN statewide_retention s ON s.school_year = n.school_year AND s.role = n.role
    ) k
    WHERE (of_years IS NULL OR k.school_year = ANY (of_years))
        AND (of_roles IS NULL OR k.role = ANY (of_roles))
    ORDER BY k.school_year, k.role
$$;
