"""The studio's HTTP side: the cloud's wire API on loopback, with everything kept on disk."""

from studio.server.app import Studio
from studio.server.config import Account, Costs, Pace, StudioConfig
from studio.server.ledger import Ledger, PromptEntry, RenderEntry, UploadEntry

__all__ = [
    "Account",
    "Costs",
    "Ledger",
    "Pace",
    "PromptEntry",
    "RenderEntry",
    "Studio",
    "StudioConfig",
    "UploadEntry",
]
