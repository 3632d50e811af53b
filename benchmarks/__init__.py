"""What the performance claims rest on: scripts that measure, beside their targets."""
