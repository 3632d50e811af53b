"""Words that all languages share, or whose order matters (TOML); see docs/add-a-language.md."""
