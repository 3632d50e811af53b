"""The page's server, asked as browsers ask, and as others would."""
