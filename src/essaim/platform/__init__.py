"""Accounts, tenants, rights, thread, audit, jobs, files, UI kit: what every app stands on."""
