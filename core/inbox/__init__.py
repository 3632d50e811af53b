"""From what arrived to what is asked for: written down, settled, routed, accepted."""
