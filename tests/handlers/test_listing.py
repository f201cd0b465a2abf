"""Lists of people and units stand in the order of names that the office has chosen."""

from pathlib import Path

import pytest

from models.store import Store
from tests.conversation import START, opened
from tests.handlers.town import settle_town


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("roster", ["王建国", "赵敏", "孙伟"]),
        ("strokes", ["王建国", "孙伟", "赵敏"]),
        ("pinyin", ["孙伟", "王建国", "赵敏"]),
    ],
)
async def test_who_has_not_joined_stands_in_the_order_of_names(
    sqlite_url: str, tmp_path: Path, order: str, names: list[str]
) -> None:
    rules = tmp_path / "office.toml"
    rules.write_text(f'[office]\nname_order = "{order}"\n', encoding="utf-8")
    store = Store(sqlite_url)
    async with opened(store, tmp_path, office_file=rules) as world:
        town = settle_town(store, START)
        clerk = await world.person("Clerk", language_code="zh-hans")
        town.join(town.li, clerk.id, "zh_CN")
        await clerk.send("/invite")
        await world.settle()
        shown = [label.split("，")[0] for label in (await clerk.last()).labels if "，" in label]
        assert shown == names
    store.close()
