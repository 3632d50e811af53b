"""The studio's HTTP side: the cloud's wire API on loopback, with everything kept on disk."""

from studio.server.app import Studio
from studio.server.audit import AuditLog, PromptEntry, RenderEntry, UploadEntry
from studio.server.config import Account, Costs, Pace, StudioConfig
from studio.server.language_model import ModelAccess

__all__ = [
    "Account",
    "AuditLog",
    "Costs",
    "ModelAccess",
    "Pace",
    "PromptEntry",
    "RenderEntry",
    "Studio",
    "StudioConfig",
    "UploadEntry",
]
