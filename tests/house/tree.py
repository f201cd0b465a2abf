"""The files of the project, as the rules see them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "scheduler", "models", "locales")
_BINARY = frozenset({".png", ".jpg", ".gif", ".ico", ".xlsx", ".pdf", ".ttf", ".woff2", ".zip"})


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or could be committed, relative to the root."""
    trusted = ("git", "-c", f"safe.directory={ROOT}")  # a clone may belong to another user
    listing = (*trusted, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True)
    paths = (Path(name) for name in done.stdout.split("\0") if name)
    return tuple(sorted({path for path in paths if (ROOT / path).is_file()}))


def texts() -> list[Path]:
    """The files that people read."""
    return [path for path in files() if path.suffix.lower() not in _BINARY]


def modules(*packages: str) -> list[Path]:
    """The Python files of some packages, or of everything."""
    found = [path for path in files() if path.suffix == ".py"]
    return [path for path in found if not packages or path.parts[0] in packages]


def read(path: Path) -> str:
    """The text of a file given relative to the root."""
    return (ROOT / path).read_text(encoding="utf-8")
