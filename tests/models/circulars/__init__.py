"""The month's circular: figures, versions, approval, broadcast."""
