"""Judging records: against gold, and against their own confidence. Knows records only, no linguistics."""
