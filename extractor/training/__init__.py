"""Training: from gold records and from lessons to the weights of the stance model, and what they are worth.

For maintainers: nothing here runs when articles are read. `python -m extractor.training GOLD LESSONS` writes
`knowledge/stance_weights.json`.
"""
