"""A language is added by its file alone: no line of code knows it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog

import locales
from locales import catalogue
from tests.house import tree


def pseudo(english: Catalog, language: str) -> Catalog:
    """A catalogue in which every sentence stands in brackets."""
    made = Catalog(locale=language)
    for message in english:
        if message.id:
            forms = message.id if isinstance(message.id, list | tuple) else (message.id,)
            said = tuple(f"⟦{form}⟧" for form in forms)
            made.add(message.id, said if len(said) > 1 else said[0])
    return made


def test_somebody_chooses_a_language_that_only_a_file_knows(
    sqlite_url: str, tmp_path: Path
) -> None:
    shutil.copytree(Path(locales.__file__).parent, tmp_path / "locales")
    path = tmp_path / "locales" / "de" / "LC_MESSAGES" / "liaison.po"
    path.parent.mkdir(parents=True)
    catalogue.write(path, pseudo(catalogue.kept("en"), "de"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.locales.newcomer", sqlite_url, str(tmp_path)],
        cwd=tmp_path,
        env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(tree.ROOT)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["languages"] == ["de", *locales.LANGUAGES]
    assert seen["offered"] == ["Deutsch", "✓ English", "简体中文", "繁體中文"]
    assert seen["chosen"] == "⟦Language: Deutsch⟧"
    assert "⟦Language: Deutsch⟧" in seen["told"]
    assert seen["menu"] == "⟦What can be done here⟧"
    assert seen["stranger"].startswith("⟦This service is for invited liaisons only.")
