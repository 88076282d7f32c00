-- The two logins and the database, by psql as a superuser; a second run changes nothing.
-- Neither login may look past row-level security, and only the owner owns.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'throughline_owner') THEN
        CREATE ROLE throughline_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'throughline_api') THEN
        CREATE ROLE throughline_api;
    END IF;
END
$$;

ALTER ROLE throughline_owner
    LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE throughline_api
    LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

-- Compiling a statement to machine code takes longer than any of ours runs.
ALTER ROLE throughline_api SET jit = off;

SELECT 'CREATE DATABASE throughline OWNER throughline_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'throughline')
\gexec

REVOKE ALL ON DATABASE throughline FROM PUBLIC;
GRANT CONNECT ON DATABASE throughline TO throughline_api;
