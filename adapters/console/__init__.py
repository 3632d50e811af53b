"""The terminal as a chat: what is typed is a message, paths in it are attachments."""
