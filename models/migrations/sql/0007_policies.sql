-- Drafted from auth/slices by `python -m auth.slices`; a test holds the two together.

ALTER TABLE statewide_retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE statewide_retention FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON statewide_retention TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON statewide_retention FOR SELECT USING ((true));
ALTER TABLE statistic_cell ENABLE ROW LEVEL SECURITY;
ALTER TABLE statistic_cell FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON statistic_cell TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON statistic_cell FOR SELECT USING ((true));
ALTER TABLE statistics_release ENABLE ROW LEVEL SECURITY;
ALTER TABLE statistics_release FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON statistics_release TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON statistics_release FOR SELECT USING ((true));
