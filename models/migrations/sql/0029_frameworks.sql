-- Levels belong to one framework, what has been said since 2018 to the other: no row has both.

ALTER TABLE district DROP CONSTRAINT ck_district_determination,
    ADD CONSTRAINT ck_district_determination CHECK ("determination" IN
    ('RATED', 'INSUFFICIENT_DATA', 'NOT_REPORTED', 'NO_ASSISTANCE_REQUIRED', 'ASSISTANCE_REQUIRED'));
ALTER TABLE school DROP CONSTRAINT ck_school_determination,
    ADD CONSTRAINT ck_school_determination CHECK ("determination" IN
    ('RATED', 'INSUFFICIENT_DATA', 'NOT_REPORTED', 'NO_ASSISTANCE_REQUIRED', 'ASSISTANCE_REQUIRED'));
ALTER TABLE accountability_rating DROP CONSTRAINT ck_accountability_rating_determination,
    ADD CONSTRAINT ck_accountability_rating_determination CHECK ("determination" IN
    ('RATED', 'INSUFFICIENT_DATA', 'NOT_REPORTED', 'NO_ASSISTANCE_REQUIRED', 'ASSISTANCE_REQUIRED'));

UPDATE accountability_rating SET framework = 'REQUIREMENTS_2018'
WHERE school_year >= 2018 AND framework <> 'REQUIREMENTS_2018' AND level IS NULL;

ALTER TABLE accountability_rating
    ADD CONSTRAINT ck_accountability_rating_years_of_framework
    CHECK ((framework = 'REQUIREMENTS_2018') = (school_year >= 2018)),
    ADD CONSTRAINT ck_accountability_rating_words_of_framework
    CHECK (CASE framework WHEN 'LEVELS_2012'
           THEN determination NOT IN ('NO_ASSISTANCE_REQUIRED', 'ASSISTANCE_REQUIRED')
           ELSE determination <> 'RATED' END);
