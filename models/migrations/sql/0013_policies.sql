ALTER TABLE disclosed_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosed_record FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON disclosed_record TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON disclosed_record FOR SELECT USING (((is_open) AND (SELECT slice.holds('{STATE_OFFICE}'))) OR (person_id = (SELECT slice.person())));
ALTER TABLE disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON disclosure TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON disclosure FOR SELECT USING (((SELECT slice.holds('{STATE_OFFICE}'))) OR (id IN (SELECT unnest(slice.disclosures()))));
