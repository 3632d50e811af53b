"""The studio's HTTP side: the cloud's wire API on loopback, with everything kept on disk."""

from studio.server.app import Studio
from studio.server.audit import AuditLog, PromptEntry, RenderEntry, UploadEntry
from studio.server.config import Account, Costs, Pace, StudioConfig

__all__ = [
    "Account",
    "AuditLog",
    "Costs",
    "Pace",
    "PromptEntry",
    "RenderEntry",
    "Studio",
    "StudioConfig",
    "UploadEntry",
]
