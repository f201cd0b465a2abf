"""The columns of the ledger's workbook, under every name that offices give them."""

from models.workbooks.columns import Column

LEDGER = (
    Column(
        "number", "编号", "Number", ("事项编号", "任务编号", "台账编号", "matter number"), width=12
    ),
    Column("kind", "类型", "Kind", ("类别", "事项类型", "任务类型", "事项类别", "type"), width=14),
    Column(
        "title",
        "改革事项",
        "Matter",
        (
            *("事项", "事项名称", "改革任务", "任务名称", "工作任务", "重点任务", "改革事项名称"),
            *("改革任务名称", "重点改革任务", "重点改革事项", "任务", "名称", "task", "reform"),
        ),
        required=True,
        width=42,
    ),
    Column(
        "measure",
        "举措",
        "Measure",
        (
            "改革举措",
            "具体举措",
            "工作举措",
            "主要举措",
            "推进举措",
            "工作措施",
            "具体措施",
            "measures",
        ),
        width=42,
    ),
    Column(
        "group_name",
        "专项小组",
        "Group",
        ("所属专项小组", "改革专项小组", "小组", "领域", "改革领域", "所属领域", "field"),
        width=18,
    ),
    Column(
        "lead_unit",
        "牵头单位",
        "Lead unit",
        (
            *("牵头部门", "责任单位", "主责单位", "责任部门", "主办单位", "牵头责任单位", "牵头"),
            *("牵头单位名称", "lead", "lead department", "responsible unit"),
        ),
        required=True,
        width=20,
    ),
    Column(
        "co_units",
        "配合单位",
        "Co units",
        (
            *("配合部门", "协办单位", "参与单位", "协同单位", "责任配合单位", "配合"),
            *("co-units", "supporting units", "co unit"),
        ),
        width=24,
    ),
    Column("leader", "责任领导", "Leader", ("分管领导", "牵头领导", "市级领导", "领导")),
    Column(
        "in_charge",
        "责任人",
        "Person in charge",
        ("具体责任人", "经办人", "负责人", "联系人", "in charge", "contact"),
        width=14,
    ),
    Column(
        "outcome",
        "成果形式",
        "Outcome",
        ("成果", "预期成果", "工作成果", "改革成果", "成果目标", "result", "deliverable"),
        width=24,
    ),
    Column(
        "due_on",
        "完成时限",
        "Due",
        (
            *(
                "完成时间",
                "时限",
                "时限要求",
                "完成期限",
                "办结时限",
                "截止时间",
                "截止日期",
                "计划完成时间",
            ),
            *("时间节点", "due date", "deadline", "due by"),
        ),
        required=True,
        width=13,
    ),
    Column("difficulty", "难度", "Difficulty", ("难度系数", "系数", "难易程度"), width=8),
    Column(
        "milestones",
        "里程碑",
        "Milestones",
        ("路线图", "时间表", "路线图时间表", "阶段目标", "阶段性目标", "milestone", "roadmap"),
        width=42,
    ),
    Column(
        "state",
        "状态",
        "State",
        ("推进状态", "进展状态", "目前状态", "当前状态", "status"),
        width=12,
    ),
    Column("basis", "依据文件", "Basis", ("依据", "文件依据", "政策依据", "来源文件"), width=24),
    Column(
        "review_on",
        "复核日",
        "Review on",
        ("下次复核日", "复核日期", "复核时间", "下次复核时间", "review date"),
        width=13,
    ),
    Column("claimed_by", "认领领导", "Claimed by", ("认领人", "一把手认领"), width=14),
)
"""In the order in which a written ledger has them (DOMAIN §2).

Who has claimed a matter is only written: a claim is made by the leader's own word, never by a file.
"""
