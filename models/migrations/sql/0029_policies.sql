-- Drafted from auth/slices by `python -m auth.slices`; a test holds the two together.

ALTER TABLE research_release ENABLE ROW LEVEL SECURITY;
ALTER TABLE research_release FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON research_release TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON research_release FOR SELECT USING ((true));
ALTER TABLE research_release_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE research_release_file FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON research_release_file TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON research_release_file FOR SELECT USING ((true));
