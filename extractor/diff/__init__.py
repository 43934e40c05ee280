"""What differs between two sets of records, why, and whether it got better: for a reviewer who has to decide.

    OLD, NEW  --stores-->  lines  --matching-->  pairs of records  --comparing-->  Changes
    Changes  --cause, blame-->  why,  --grading-->  better or worse,  --acknowledgements, policy-->  an exit code
    Changes  --terminal, markdown, exchange, page-->  what people and programs read

Knows records only, as plain JSON, so that those of another version, or made by a person, can be compared as well.
"""
