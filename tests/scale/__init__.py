"""Outgrowing one machine: PostgreSQL for tests, several processes on one database."""
