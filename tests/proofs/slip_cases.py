"""The slips that are hard to set: long names and demands, rare characters, many copies, drafts."""

from dataclasses import replace
from datetime import date

from handlers.papers.slip_papers import SlipFacts

OFFICE = "中共瑶川市委全面深化改革委员会办公室"
LONG_UNIT = (
    "瑶川市高新技术产业开发区暨综合保税区与现代物流园区管理委员会"
    "（瑶川市自由贸易试验区联动创新发展中心、国际科技合作示范基地管理服务中心）"
)
RARE = "𠮷㛃䶮喆堃垚"
HOSTILE = "#panic(1) $x$ *b* _i_ @a <b>&amp; \\u{0} [] ```x``` // /* ]]> </w:t> {{7*7}} %d"

PLAIN = SlipFacts(
    office="瑶川市深化改革办公室",
    heading="改革任务催办单",
    title="关于催办“一件事一次办”改革任务的通知",
    addressee="临泉区人民政府",
    demand="你区牵头的“一件事一次办”改革任务（编号2026-031），应于2026年4月30日前完成“出生一件事”"
    "联办窗口建设，至今未办结，也未申请延期。现予催办，请认真组织落实，并于办结时限前书面报告结果。",
    number="瑶改催〔2026〕12号",
    signed_on=date(2026, 5, 8),
    receive_by=date(2026, 5, 9),
    done_by=date(2026, 5, 15),
    basis="《瑶川市全面深化改革督察工作办法》第十二条",
    contact="综合科，0000-0000000",
    copies=("市委办公室", "市政府办公室"),
)


def _long_demand() -> str:
    """Forty lines as they are typed, with headings of both ranks."""
    lines = ["督察发现，你单位牵头的改革任务推进缓慢。现就整改事项责令如下。"]
    for rank, chapter in enumerate("一二三", 1):
        lines.append(f"{chapter}、第{chapter}方面的整改要求")
        for part in "一二三":
            lines.append(f"（{part}）第{part}项任务")
            lines.extend(
                f"{number}.逐项对照路线图、时间表，明确责任领导和责任人，"
                f"于2026年{rank + 5}月{number * 5}日前完成第{number}步工作，确保改革举措落地见效。"
                for number in (1, 2, 3)
            )
    return "\n".join([*lines, "以上要求，请逐条落实。"])


def _units(count: int) -> tuple[str, ...]:
    return tuple(f"市改革专项小组第{number}组办公室" for number in range(1, count + 1))


CASES: dict[str, SlipFacts] = {
    "prompt": replace(
        PLAIN,
        heading="改革任务提示单",
        number="瑶改提〔2026〕25号",
        title="关于提示2026年5月到期改革任务的通知",
        demand="你单位牵头的“政务数据共享”改革任务将于2026年5月22日到期，请对照路线图、时间表"
        "加快推进，按期办结。",
        receive_by=None,
        done_by=date(2026, 5, 22),
        basis="",
        copies=(),
    ),
    "assignment": replace(
        PLAIN,
        heading="改革任务交办单",
        number="瑶改交〔2026〕3号",
        title="关于交办优化营商环境改革任务的通知",
        plan_by=date(2026, 5, 13),
        done_by=date(2026, 5, 29),
    ),
    "reminder": PLAIN,
    "order": replace(
        PLAIN,
        heading="改革任务责令书",
        number="瑶改令〔2026〕1号",
        title="关于责令限期完成“一件事一次办”改革任务的通知",
    ),
    "long-names": replace(
        PLAIN, office=OFFICE, addressee=LONG_UNIT, title=f"关于催办{LONG_UNIT}改革任务的通知"
    ),
    "forty-lines": replace(
        PLAIN,
        heading="改革任务责令书",
        number="瑶改令〔2026〕2号",
        title="关于责令限期整改督察发现问题的通知",
        demand=_long_demand(),
    ),
    "rare-characters": replace(
        PLAIN, contact=f"{RARE}，0000-0000001", demand=f"{PLAIN.demand}\n{HOSTILE}"
    ),
    "many-copies": replace(PLAIN, copies=_units(30)),
    "copies-to-all": replace(PLAIN, copies=_units(91)),
    "draft": replace(PLAIN, number="", signed_on=None),
}
"""By the name of the files."""
