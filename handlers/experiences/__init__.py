"""The conversations about experiences: writing, review, archive, series, selection, media (§3)."""
