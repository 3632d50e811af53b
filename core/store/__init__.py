"""What survives a crash: tables, migrations, encryption, queries."""
