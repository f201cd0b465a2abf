"""How fast and with how much memory a ledger is imported, beside reading and inserting bare rows.

`python -m tests.benchmarks.import_ledger [--rows 100000]` prints, for each way, seconds, peak
memory, and both as ratios to the reference: plain calamine reading of the same file with an
`executemany` of the same rows. Each way runs in a process of its own.
"""

import argparse
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from models.store import Store
from models.units import Cohort, add_unit
from models.workbooks.ledger import export_ledger, read_ledger
from models.workbooks.ledger_apply import apply_ledger
from models.workbooks.ledger_columns import LEDGER
from models.workbooks.writing import Heading, Value, write_workbook
from tests.databases import Databases

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
UNITS = 91


def rows(number: int) -> Iterator[list[Value]]:
    """A ledger as offices have it: texts of 20 to 200 letters, two milestones, some co units."""
    for n in range(number):
        yield [
            *(
                f"2026-{n + 1:03d}",
                "改革任务",
                f"推进第{n}项改革落实见效",
                f"举措{n}：" + "深化改革" * (n % 45),
            ),
            *(
                "经济体制改革专项小组",
                f"第{n % UNITS}号单位",
                f"第{(n + 1) % UNITS}号单位",
                "张三",
                "李四",
            ),
            *("印发方案", date(2026, 11, n % 30 + 1), Decimal("1.2")),
            *("2026-06-30 印发方案; 2026-09-30 试运行", "推进中", f"淄发〔2026〕{n % 99}号", None),
        ]


def prepare(folder: Path, number: int) -> None:
    """The file, and a database with the units it names."""
    headings = [Heading(column.zh, column.width) for column in LEDGER]
    write_workbook(folder / "ledger.xlsx", "台账", headings, rows(number))
    store = Store(Databases(folder).sqlite(folder / "ledger.db"))
    with store.transaction() as session:
        for n in range(UNITS):
            add_unit(session, f"U{n:03d}", f"第{n}号单位", Cohort.DEPARTMENT)
    store.close()


def reference(folder: Path) -> None:
    """Read every cell and insert every row, with nothing understood."""
    sheet = CalamineWorkbook.from_path(str(folder / "ledger.xlsx")).get_sheet_by_index(0)
    places = ", ".join("?" * len(LEDGER))
    database = sqlite3.connect(folder / "bare.db")
    database.execute(f"CREATE TABLE bare ({', '.join(column.field for column in LEDGER)})")
    cells = ([str(cell) for cell in row] for row in sheet.iter_rows())
    database.executemany(f"INSERT INTO bare VALUES ({places})", cells)  # noqa: S608  our own names
    database.commit()
    database.close()


def import_(folder: Path) -> None:
    """Read, preview and write every row."""
    store = Store(f"sqlite:///{folder / 'ledger.db'}")
    with store.reading() as session:
        preview = read_ledger(session, folder / "ledger.xlsx", TODAY)
    with store.transaction() as session:
        apply_ledger(session, preview, None, NOW, TODAY)
    assert not preview.bad


def again(folder: Path) -> None:
    """Read the same file again: every row is compared, none changes."""
    store = Store(f"sqlite:///{folder / 'ledger.db'}")
    with store.reading() as session:
        preview = read_ledger(session, folder / "ledger.xlsx", TODAY)
    assert preview.unchanged, "every row was written before"


def export(folder: Path) -> None:
    """Write the ledger to a file."""
    store = Store(f"sqlite:///{folder / 'ledger.db'}")
    with store.reading() as session:
        export_ledger(session, folder / "export.xlsx", "zh_CN")


WAYS: dict[str, Callable[[Path], None]] = {
    "reference": reference,
    "import": import_,
    "again": again,
    "export": export,
}


def peak() -> float:
    """The most memory this process has held, in MB."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1000 if found else 0.0


def measured(way: str, folder: Path) -> dict[str, float]:
    """Seconds and peak memory of one way, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.import_ledger", "--way", way, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main(arguments: argparse.Namespace) -> None:
    """Run one way and tell its figures, or prepare a folder and compare all ways."""
    if arguments.way:
        start = time.perf_counter()
        WAYS[arguments.way](Path(arguments.folder))
        figures = {"seconds": time.perf_counter() - start, "peak": peak()}
        sys.stdout.write(json.dumps(figures))
        return
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name), arguments.rows)
        results: dict[str, Any] = {way: measured(way, Path(name)) for way in WAYS}
    bare = results["reference"]
    for way, figures in results.items():
        sys.stdout.write(
            f"{arguments.rows} rows, {way:<9}: {figures['seconds']:6.2f} s"
            f" ({figures['seconds'] / bare['seconds']:.1f} × reference),"
            f" peak {figures['peak']:.0f} MB ({figures['peak'] / bare['peak']:.1f} ×)\n"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("folder", nargs="?")
    main(parser.parse_args())
