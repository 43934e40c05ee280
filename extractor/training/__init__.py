"""Training: from gold records and from lessons to weights, and what they are worth.

For maintainers: nothing here runs when articles are read. `python -m extractor.training GOLD CORPUS` writes the stance
model, `knowledge/stance_weights.json`; `python -m extractor.training.confidence GOLD` the weights of confidences,
`knowledge/confidence.toml`.
"""
