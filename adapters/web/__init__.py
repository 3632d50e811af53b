"""The page in a browser: messages up by `fetch`, down as server-sent events (docs/web.md)."""
