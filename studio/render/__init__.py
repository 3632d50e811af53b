"""From a draft to a playable MP4, in a worker process of its own."""
