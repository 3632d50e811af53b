"""The product: knows no platform, no HTTP framework and no database driver."""
