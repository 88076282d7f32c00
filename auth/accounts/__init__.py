"""People's log-ins: passwords, second factors, sessions, and who may have one."""
