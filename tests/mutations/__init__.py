"""The mutation check: each entry of the word lists is taken away, and a marked sentence notices.

    python -m tests.mutations            what no sentence holds, with the figures
    python -m tests.mutations --write    the same, and `held.json` anew

An entry that no sentence holds can be lost, or be wrong, without anybody seeing it. `held.json` names for each entry
the row of marked sentences that holds it; `not_held.toml` gives the reason for each of the few that none holds. Names
(weapons, leaders, places, bodies) are held by a test of their own, `tests/knowledge/test_names.py`.
"""
