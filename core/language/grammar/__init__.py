"""Word classes per language (TOML); read by core.language.intents.word_classes."""
