-- Back to words that know levels alone: what has been said since 2018 is not reported in them.

ALTER TABLE accountability_rating
    DROP CONSTRAINT ck_accountability_rating_years_of_framework,
    DROP CONSTRAINT ck_accountability_rating_words_of_framework;
UPDATE accountability_rating SET determination = 'NOT_REPORTED'
WHERE determination IN ('NO_ASSISTANCE_REQUIRED', 'ASSISTANCE_REQUIRED');
ALTER TABLE district DROP CONSTRAINT ck_district_determination,
    ADD CONSTRAINT ck_district_determination CHECK ("determination" IN
    ('RATED', 'INSUFFICIENT_DATA', 'NOT_REPORTED'));
ALTER TABLE school DROP CONSTRAINT ck_school_determination,
    ADD CONSTRAINT ck_school_determination CHECK ("determination" IN
    ('RATED', 'INSUFFICIENT_DATA', 'NOT_REPORTED'));
ALTER TABLE accountability_rating DROP CONSTRAINT ck_accountability_rating_determination,
    ADD CONSTRAINT ck_accountability_rating_determination CHECK ("determination" IN
    ('RATED', 'INSUFFICIENT_DATA', 'NOT_REPORTED'));
