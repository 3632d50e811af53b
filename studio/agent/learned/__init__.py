"""A learned reading of a prompt, beside the rules': which words ask for which edit.

`marking` finds the words of each wish and their values, `wishes` writes them as the rules read them
best. Trained by `python -m benchmarks.train_studio` (docs/studio.md#the-learned-reading).
"""
