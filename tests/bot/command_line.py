"""The command line in a folder of its own, called in this process, with what it said."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import call

ROSTER = """单位,编码,类别,上级,姓名,职务,语言
淄博市,ZB,市,,,,
市委改革办,GGB,改革办,ZB,李静,工作人员,中文
张店区,ZD,区县,ZB,王建国,联络员,
张店区,ZD,区县,ZB,赵敏,B角,
淄川区,ZC,区县,ZB,孙伟,联络员,英文
"""
LEDGER = """改革事项,牵头单位,完成时限
推进不动产登记一窗受理,张店区,2026-12-31
推进镇办综合执法,淄川区,2026-11-30
"""


@dataclass
class Told:
    """How a command ended: its exit code, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What a script would read."""
        return json.loads(self.out)


@dataclass
class CommandLine:
    """One installation in `folder`; English unless a test asks for another language."""

    folder: Path
    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object) -> Told:
        code = call([str(one) for one in arguments])
        said = self.captured.readouterr()
        return Told(code, said.out, said.err)

    def set(self, **settings: object) -> None:
        """Set settings by their names, as an operator does in the environment."""
        for name, value in settings.items():
            self.patch.setenv(f"LIAISON_{name.upper()}", str(value))

    def file(self, name: str, text: str) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def filled(self) -> None:
        """Set up, with a roster and a ledger."""
        assert self("init").code == 0
        assert self("import", "roster", self.file("roster.csv", ROSTER), "--apply").code == 0
        assert self("import", "ledger", self.file("ledger.csv", LEDGER), "--apply").code == 0


@pytest.fixture
def liaison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """The command line in an empty folder, with no setting but the language."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIAISON_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    return CommandLine(tmp_path, monkeypatch, capsys)
