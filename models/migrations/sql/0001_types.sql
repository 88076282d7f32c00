-- A range of one id stands in for equality in an exclusion constraint: without an extension, a
-- GiST index compares only ranges.

CREATE TYPE uuidrange AS RANGE (subtype = uuid);
CREATE TYPE wordrange AS RANGE (subtype = text);
