"""Who else may read or say something of a district's: the rows of the table across the levels.

Every button and command of `authority_table` is tried about a district's things by everybody
outside: what is named nowhere here is refused to them all.
"""

from tests.handlers.authority_table import IN_THE_CITY, NOBODY, Row

OF_THE_TOP = frozenset({"eu", "ey", "ep", "lw"})
"""Buttons about what the office of the whole tree has, and no district's."""

OWN = frozenset({"lg", "ls", "lv", "lb", "ia"})
"""Buttons that do something for whoever presses them, and nothing to anybody else."""

SEEN = frozenset(
    {
        *("bd", "be", "bl", "bu", "bx", "mt", "rf", "ya", "yb", "yc", "kf", "kt", "do", "du"),
        *("ts", "tp", "gr", "gs", "hp", "hx", "vi", "vp", "xf"),
        *("qa", "qc", "qd", "qf", "qi", "ql", "qo", "qp", "qr", "qv", "qx"),
    }
)
"""What the office above reads of a district's, where its rules let it."""

SEEN_THERE = SEEN | {"mv", "nc", "nj", "nn", "no", "nq", "nr", "nt"}
"""What it reads while it looks at that office."""

SEEN_BY_THE_HEAD = frozenset({"bf"})
"""What the leading group's head reads besides."""

PUBLISHED = frozenset({"vi", "vp", "xf"})
"""What an office has published: read by the people of the district itself, whom the city asks."""

SENTENCES = (
    Row("/find East", NOBODY),
    Row("/find {number_3}", NOBODY),
    Row("{number_3} 75% 方案已印发", NOBODY),
    Row("/slips {slip_number}", NOBODY),
    Row("/slips {running_number}", NOBODY),
    Row("/report {number_3}", frozenset({"other"})),
    Row("/paper {code}", NOBODY),
    Row("/nudge {code}", NOBODY),
    Row("/invite {code}", NOBODY),
    Row("/rank {code}", frozenset({"other"})),
    Row("/year {code}", frozenset({"other"})),
    Row("/brief {code}", NOBODY),
    Row("/documents {document_number}", NOBODY),
    Row("/sign {draft}", NOBODY),
    Row("/withdraw {draft} why", NOBODY),
    Row("/experience {experience_waits_0} accept", NOBODY),
    Row("/experience {experience_draft_0} submit", NOBODY),
    Row("/notices {notice}", NOBODY),
    Row("/notices {notice} withdraw", NOBODY),
    Row("/notices {notice_draft} send", NOBODY),
    Row("/notices {notice_waits} approve", NOBODY),
    Row("/circulars 2025-06", IN_THE_CITY),
    Row("/circular 2025-06", NOBODY),
    Row("/publish 2026-11 full", NOBODY),
    Row("/bind Loose", NOBODY),
    Row("/unbind Board", NOBODY),
)
"""What else may be typed about somebody else's things, beside each command as in its row."""
