"""Who may press what and say what: one row for every kind of button and every command.

The people: `liaison`, `deputy` and `leader` of unit 0; `other` is the liaison of unit 1; `clerk`,
`director`, `deputy_director`, the leading group's `head` and `inspector` of the city's office;
`neighbour` is the clerk of a district's office, to which unit 0 does not belong; a `stranger` has
no post. Unit 3, which has not answered yet, has the people of unit 0. All data is about these two
and not about unit 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PEOPLE = (
    "stranger",
    "liaison",
    "deputy",
    "leader",
    "other",
    "clerk",
    "director",
    "deputy_director",
    "head",
    "inspector",
    "neighbour",
)

NOBODY: frozenset[str] = frozenset()
MEMBERS = frozenset(PEOPLE) - {"stranger"}
AT_UNIT = frozenset({"liaison", "deputy"})
LEADER = frozenset({"leader"})
CLERK = frozenset({"clerk"})
STAFF = frozenset({"clerk", "director", "deputy_director"})
DIRECTOR = frozenset({"director"})
SIGNERS = frozenset({"director", "deputy_director", "head"})
OFFICE = STAFF | {"head", "inspector"}
ANY_STAFF = STAFF | {"neighbour"}
ANY_OFFICE = OFFICE | {"neighbour"}
READERS = AT_UNIT | LEADER | OFFICE
TYPISTS = STAFF | {"deputy"}


@dataclass(frozen=True)
class Row:
    """A sample with `{places}` for ids, and who may.

    `bound`: it holds only on a message of its own, so that elsewhere it is gone for everybody.
    """

    sample: str
    may: frozenset[str]
    bound: bool = False


BUTTONS: Mapping[str, Row] = {
    # reading
    "of": Row("of", ANY_OFFICE),
    "bn": Row("bn", ANY_OFFICE),
    "bd": Row("bd:{cycle}", OFFICE),
    "bl": Row("bl:{cycle}:all:0", OFFICE),
    "bu": Row("bu:{return}:0:all:0", OFFICE),
    "bx": Row("bx:{cycle}", OFFICE),
    "rq": Row("rq:0", ANY_STAFF),
    "rv": Row("rv:{item}", STAFF),
    "rn": Row("rn:{item}", STAFF),
    "rb": Row("rb:{item}:{version}", STAFF),
    "rf": Row("rf:{item}", READERS),
    "mt": Row("mt:{matter}:0:n:0", READERS),
    "fd": Row("fd", ANY_OFFICE, bound=True),
    "br": Row("br", LEADER),
    "bf": Row("bf:{unit}:0", LEADER),
    "ex": Row("ex", ANY_STAFF),
    "et": Row("et:undelivered:0", ANY_STAFF),
    "em": Row("em:{message}", STAFF),
    "eu": Row("eu:{update}", STAFF),
    "iv": Row("iv:0", ANY_STAFF),
    "pn": Row("pn:{open_return}:0", AT_UNIT),
    "cl": Row("cl:{open_return}:0:0", AT_UNIT),
    "ct": Row("ct:{open_return}", AT_UNIT),
    "cd": Row("cd:{open_item}", AT_UNIT),
    "ak": Row("ak:{open_item}:p", AT_UNIT),
    "ru": Row("ru:{open_return}", AT_UNIT),
    "fo": Row("fo:{open_return}", AT_UNIT),
    "pl": Row("pl:0:", TYPISTS | {"neighbour"}),
    "pp": Row("pp:{open_return}", TYPISTS),
    "ts": Row("ts:{slip}", READERS),
    "tm": Row("tm:0", AT_UNIT | LEADER | {"other"}),
    "tp": Row("tp:{slip}:pdf", READERS),
    "ta": Row("ta:{slip_2}:answer", AT_UNIT),
    "te": Row("te:{slip}", AT_UNIT),
    "gl": Row("gl:0", SIGNERS),
    "gd": Row("gd:{draft}", STAFF),
    "hd": Row("hd:{draft}", SIGNERS - {"head"}),
    "he": Row("he:{draft}", STAFF),
    "hf": Row("hf:{draft}:1", DIRECTOR),
    "hh": Row("hh:{back}", STAFF),
    "hi": Row("hi:{back}:basis", STAFF),
    "gr": Row("gr:all:all:{unit}:0", OFFICE),
    "gs": Row("gs:{running}:1", OFFICE),
    "hs": Row("hs", ANY_OFFICE),
    "hu": Row("hu", ANY_OFFICE),
    "hx": Row("hx:all:all:{unit}", OFFICE),
    "hp": Row("hp:{running}:pdf", OFFICE),
    "hw": Row("hw:{running}", STAFF),
    "wp": Row("wp:{paper}:p:0", CLERK),
    "wo": Row("wo:{paper_2}:docx", CLERK),
    "dl": Row("dl:0", ANY_OFFICE),
    "do": Row("do:{document}:0", OFFICE),
    "dm": Row("dm:0", AT_UNIT | LEADER | {"other"}),
    "du": Row("du:{duty}", READERS),
    "dw": Row("dw:{document_2}", STAFF),
    "dn": Row("dn:{document_2}:{duty_2}:all:no", STAFF),
    "df": Row("df:{sheet}", CLERK),
    "dq": Row("dq:{sheet}:document_units", CLERK),
    "dv": Row("dv:{sheet}", CLERK),
    "kq": Row("kq:0", ANY_STAFF),
    "kf": Row("kf:{duty_3}", READERS),
    "kt": Row("kt:{plan_version}", READERS),
    "gq": Row("gq:0", ANY_STAFF),
    "gv": Row("gv:{handed}", STAFF),
    "ge": Row("ge:0", ANY_STAFF),
    "gx": Row("gx:{asked}", STAFF),
    "jr": Row("jr:{handed}", STAFF),
    "jq": Row("jq:{handed}", STAFF),
    "jn": Row("jn:{handed}", STAFF),
    "jf": Row("jf:{handed}", STAFF),
    "jt": Row("jt:{handed}", STAFF),
    "jy": Row("jy:{asked}", STAFF),
    "jz": Row("jz:{asked}", STAFF),
    # doing
    "bg": Row("bg:{cycle}:{owing}:yes", STAFF),
    "sy": Row("sy:{open_item}:0:n", AT_UNIT),
    "pc": Row("pc:{open_item}:0:10", AT_UNIT),
    "ml": Row("ml:{open_item}:0:{milestone}:1", AT_UNIT),
    "sk": Row("sk:{open_item}", AT_UNIT),
    "rc": Row("rc:{open_return}:2", AT_UNIT),
    "sb": Row("sb:{open_return}", AT_UNIT),
    "up": Row("up:{message}:0:s", NOBODY, bound=True),
    "pu": Row("pu:{open_return}:2", TYPISTS),
    "ps": Row("ps:{open_return}", TYPISTS),
    "ra": Row("ra:{item}:{version}", STAFF),
    "rr": Row("rr:{item_2}:{version_2}:figures", STAFF),
    "rp": Row("rp:{return}", STAFF),
    "sa": Row("sa:{matter_2}:suspended", STAFF),
    "sc": Row("sc:{matter_2}", STAFF, bound=True),
    "su": Row("su:{aside}:ask", STAFF),
    "er": Row("er:{message}:yes", STAFF),
    "ed": Row("ed:{message_2}", STAFF),
    "ey": Row("ey:{update}", STAFF),
    "ep": Row("ep:{update_2}", STAFF),
    "ip": Row("ip:{absent}:0", STAFF),
    "ia": Row("ia:yes", ANY_STAFF),
    "tr": Row("tr:{slip}", AT_UNIT),
    "tw": Row("tw", AT_UNIT, bound=True),
    "th": Row("th:{slip_2}:answer:{seen_2}", AT_UNIT),
    "td": Row("td:{slip_3}:answer:0", AT_UNIT),
    "ty": Row("ty:{slip}", AT_UNIT, bound=True),
    "ha": Row("ha:{draft_2}:1", DIRECTOR),
    "hb": Row("hb:ask:1:{draft_2}:1", SIGNERS),
    "hc": Row("hc", SIGNERS, bound=True),
    "hg": Row("hg:{draft_3}:1:facts", DIRECTOR),
    "hj": Row("hj:{back}:10", STAFF),
    "hk": Row("hk:{back}:leader:on", STAFF),
    "hl": Row("hl:{back_order}:on", STAFF | {"head"}),
    "hm": Row("hm:{back}", STAFF),
    "hn": Row("hn:{back_2}:1", STAFF),
    "hr": Row("hr:{running_2}:facts:yes", STAFF),
    "wm": Row("wm:{matter_2}", STAFF),
    "wk": Row("wk:{paper}:reminder", CLERK),
    "wa": Row("wa:{paper}:{matter}", CLERK),
    "wj": Row("wj:{paper}", CLERK, bound=True),
    "wc": Row("wc:{paper}:department", CLERK),
    "wu": Row("wu:{paper}:{unit}:c:0", CLERK),
    "wx": Row("wx:{paper}", CLERK),
    "wl": Row("wl:{paper}:10", CLERK),
    "ws": Row("ws:{paper_2}:5:yes", CLERK),
    "wt": Row("wt:{paper_3}:yes", CLERK),
    "dg": Row("dg:{document_2}:{duty_2}:all", STAFF),
    "ds": Row("ds:{sheet}:filing", CLERK),
    "dc": Row("dc:{sheet}:department", CLERK),
    "dt": Row("dt:{sheet}:{unit}", CLERK),
    "dr": Row("dr:{sheet_2}", CLERK),
    "ks": Row("ks:{plan_draft}", AT_UNIT),
    "kv": Row("kv:{filing}:{plan_version}:clear", STAFF),
    "ja": Row("ja:{handed}", STAFF),
    "jc": Row("jc:{handed_2}:dates", STAFF),
    "jx": Row("jx:{asked}", STAFF),
    "jo": Row("jo:{asked_2}:firm", STAFF),
    # one's own
    "lg": Row("lg:en", MEMBERS),
    "lv": Row("lv:today", MEMBERS),
    "lb": Row("lb", MEMBERS),
    "iy": Row("iy:{invitation}", NOBODY),
    "in": Row("in:{invitation}", NOBODY),
}

COMMANDS: Mapping[str, Row] = {
    "start": Row("/start", MEMBERS),
    "help": Row("/help", MEMBERS),
    "whoami": Row("/whoami", MEMBERS),
    "language": Row("/language", MEMBERS),
    "leave": Row("/leave", MEMBERS),
    "tasks": Row("/tasks", AT_UNIT | {"other"}),
    "report": Row("/report", AT_UNIT | {"other"}),
    "paper": Row("/paper", TYPISTS | {"neighbour"}),
    "office": Row("/office", ANY_OFFICE),
    "board": Row("/board", ANY_OFFICE),
    "find": Row("/find Unit", ANY_OFFICE),
    "nudge": Row("/nudge", ANY_STAFF),
    "invite": Row("/invite", ANY_STAFF),
    "exceptions": Row("/exceptions", ANY_STAFF),
    "approve": Row("/approve {number_3}", STAFF),
    "return": Row("/return {number_3} why", STAFF),
    "brief": Row("/brief", LEADER),
    "slips": Row("/slips", MEMBERS),
    "receive": Row("/receive {slip_number}", AT_UNIT),
    "answer": Row("/answer {slip_number} 已办", AT_UNIT),
    "plan": Row("/plan {slip_number_4} 分三步推进", AT_UNIT),
    "extend": Row("/extend {slip_number_4} 2026-12-31 等待省厅批复", AT_UNIT),
    "sign": Row("/sign", SIGNERS),
    "change": Row("/change {back}", STAFF),
    "reject": Row("/reject {draft_4} why", DIRECTOR),
    "submit": Row("/submit {back_3}", STAFF),
    "slip": Row("/slip 交办 {number_3} 请办理", STAFF),
    "documents": Row("/documents", MEMBERS),
    "document": Row("/document", ANY_STAFF),
    "accept": Row("/accept {handed_number}", STAFF),
    "sendback": Row("/sendback {handed_number} why", STAFF),
    "ask": Row("/ask {handed_number} why", STAFF),
    "extensions": Row("/extensions", ANY_STAFF),
    "grant": Row("/grant {asked_number}", STAFF),
    "refuse": Row("/refuse {asked_number} why", STAFF),
    "withdraw": Row("/withdraw {running_number} why", STAFF),
}
