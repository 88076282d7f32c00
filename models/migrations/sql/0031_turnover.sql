-- The districts in turnaround beside the whole state: those that the state has put at level 4 or 5,
-- or found to require assistance, whichever of the two frameworks it rated them under last.
CREATE OR REPLACE FUNCTION ask.turnover_comparison(of_years int[], of_roles text[])
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
            FROM ask.retention_rows() r JOIN district d ON d.id = r.district_id
                AND (d.level >= 4 OR d.determination = 'ASSISTANCE_REQUIRED')
            GROUP BY r.school_year, r.role
        ) n
        FULL JOIN statewide_retention s ON s.school_year = n.school_year AND s.role = n.role
    ) k
    WHERE (of_years IS NULL OR k.school_year = ANY (of_years))
        AND (of_roles IS NULL OR k.role = ANY (of_roles))
    ORDER BY k.school_year, k.role
$$;
