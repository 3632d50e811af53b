"""Word classes per language (TOML); read by core.language.intents.lexicon."""
