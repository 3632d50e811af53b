"""One folder a platform: what a person sends comes in as core values, what core says goes out."""
