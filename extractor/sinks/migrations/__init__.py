"""The database's history, one revision a change of its tables; Alembic walks it, `ledger.prepare` decides when.

A revision is written once and never changed. Views and full-text search hold nothing of their own: they are no part of
revisions, and are made anew from their present definition after each upgrade.
"""
