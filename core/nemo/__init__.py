"""The backend's wire API (contract.md)."""
