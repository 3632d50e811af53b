"""The studio's agent: a sentence becomes edit operations, edits become a new draft and a reply."""
