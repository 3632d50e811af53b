"""The embedded backend: the same wire API as the cloud, rendering real MP4s on this machine."""
