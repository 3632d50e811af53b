"""A learned reading of a prompt, beside the rules': which words ask for which edit.

`marking` finds the words of each wish, `values` reads its values with the rules' own readers,
`wishes` and `lettering` make the edits, `evidence` says when to believe them, and `second` weighs
them against the rules. Trained by `python -m benchmarks.train_studio`
(docs/studio.md#the-learned-reading).
"""
