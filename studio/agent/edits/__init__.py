"""What each edit does to a draft, by what it is about."""
