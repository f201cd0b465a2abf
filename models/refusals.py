"""Why a verb was refused: a typed reason and the facts for a sentence, without any words."""

from enum import StrEnum


class Reason(StrEnum):
    """Every reason a verb in models/ may refuse for; handlers/refusals.py has the sentence."""

    NOT_ALLOWED = "not_allowed"
    GONE = "gone"
    NOT_OPEN_YET = "not_open_yet"
    NOTHING_TO_ANSWER = "nothing_to_answer"
    MUST_ANSWER_SINGLY = "must_answer_singly"
    UNANSWERED_LEFT = "unanswered_left"
    ALREADY_SUBMITTED = "already_submitted"
    PERCENT_RANGE = "percent_range"
    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    MATTER_CLOSED = "matter_closed"
    OWN_REPORT = "own_report"
    REASON_NEEDED = "reason_needed"
    ALREADY_DECIDED = "already_decided"
    INVITATION_UNKNOWN = "invitation_unknown"
    INVITATION_USED = "invitation_used"
    INVITATION_EXPIRED = "invitation_expired"
    INVITATION_REVOKED = "invitation_revoked"
    INVITATION_FOREIGN = "invitation_foreign"
    NO_SUCH_POST = "no_such_post"
    DATES_BACKWARDS = "dates_backwards"
    DATES_PAST = "dates_past"
    DATES_UNCLEAR = "dates_unclear"
    NOT_ABSENT = "not_absent"
    UNKNOWN_MATTER = "unknown_matter"
    UNKNOWN_UNIT = "unknown_unit"
    BASIS_NEEDED = "basis_needed"
    REVIEW_DATE_NEEDED = "review_date_needed"
    STALE_PREVIEW = "stale_preview"
    UNKNOWN_SLIP = "unknown_slip"
    TOO_LATE = "too_late"
    ALREADY_ASKED = "already_asked"
    OWN_REQUEST = "own_request"
    AUTHORITY_NEEDED = "authority_needed"
    NOT_THE_SIGNER = "not_the_signer"
    NO_LONGER_HOLDS = "no_longer_holds"
    ORDERS_ONLY = "orders_only"
    CHANGE_UNCLEAR = "change_unclear"
    LIMIT_PASSED = "limit_passed"
    UNITS_NEEDED = "units_needed"
    SUBJECT_NEEDED = "subject_needed"
    DEMAND_NEEDED = "demand_needed"
    ANSWER_EMPTY = "answer_empty"
    QUESTION_EMPTY = "question_empty"
    TOO_MANY_FILES = "too_many_files"
    OWN_ANSWER = "own_answer"
    DOCUMENT_KNOWN = "document_known"
    DOCUMENT_NUMBER_NEEDED = "document_number_needed"
    DOCUMENT_TITLE_NEEDED = "document_title_needed"
    STEPS_BACKWARDS = "steps_backwards"
    UNIT_ELSEWHERE = "unit_elsewhere"
    UNKNOWN_DOCUMENT = "unknown_document"
    LOCAL_PLAN_UNDECIDED = "local_plan_undecided"
    PLAN_NOT_FILED = "plan_not_filed"
    NO_PLAN_TO_FILE = "no_plan_to_file"
    PLAN_EMPTY = "plan_empty"
    MEETING_NEEDED = "meeting_needed"
    DAY_TO_COME = "day_to_come"
    DAY_NEEDED = "day_needed"
    NOTHING_UNDECIDED = "nothing_undecided"
    ALREADY_PUBLISHED = "already_published"
    APPEALS_OPEN = "appeals_open"
    APPEALS_OVER = "appeals_over"
    APPEAL_WAITS = "appeal_waits"
    NOT_THE_REVIEWER = "not_the_reviewer"
    NOT_A_REMEDY = "not_a_remedy"


class Refused(Exception):  # noqa: N818  it is an answer to a person, not a fault of the program
    """A verb that does not hold; `reason` says why and `facts` fill the sentence.

    Nothing has been written when it is raised: callers let the transaction roll back.
    """

    def __init__(self, reason: Reason, **facts: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts
