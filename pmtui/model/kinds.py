"""The closed lists of the field: severities, kinds of events, roles of causes and so on."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What the postmortem is about."""

    INCIDENT = "incident"
    NEAR_MISS = "near_miss"
    SURPRISE = "surprise"
    EXERCISE = "exercise"


class Severity(StrEnum):
    """How bad it was; SEV1 and SEV2 are major incidents, NM is a near miss."""

    SEV1 = "SEV1"
    SEV2 = "SEV2"
    SEV3 = "SEV3"
    SEV4 = "SEV4"
    SEV5 = "SEV5"
    NM = "NM"


class Depth(StrEnum):
    """How long the review meeting is: 30, 60 or 90 minutes."""

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"


class Precision(StrEnum):
    """How well an instant is known."""

    EXACT = "exact"
    APPROX = "approx"
    DAY = "day"
    UNKNOWN = "unknown"


class Needs(StrEnum):
    """What a stakeholder needs of the review."""

    INFORM = "inform"
    CONSULT = "consult"
    APPROVE = "approve"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    METRIC = "metric"
    LOG = "log"
    CHAT = "chat"
    TICKET = "ticket"
    CONFIG = "config"
    CODE = "code"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    RECORDING = "recording"


class Access(StrEnum):
    """Who may see a piece of evidence."""

    ALL = "all"
    TEAM = "team"
    FACILITATOR_ONLY = "facilitator_only"


class DetectionSource(StrEnum):
    """Who or what noticed the incident."""

    ALERT = "alert"
    INTERNAL_PERSON = "internal_person"
    SUPPORT = "support"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    PUBLIC = "public"
    AUDIT = "audit"


class EventKind(StrEnum):
    """What a timeline entry tells."""

    LATENT = "latent"
    CHANGE = "change"
    TRIGGER = "trigger"
    IMPACT_START = "impact_start"
    SYMPTOM = "symptom"
    SIGNAL = "signal"
    ALERT = "alert"
    ACKNOWLEDGED = "acknowledged"
    DETECTION = "detection"
    DECLARED = "declared"
    ENGAGED = "engaged"
    HYPOTHESIS = "hypothesis"
    HYPOTHESIS_RULED_OUT = "hypothesis_ruled_out"
    DIAGNOSIS = "diagnosis"
    DECISION = "decision"
    ACTION = "action"
    ESCALATION = "escalation"
    COMMS = "comms"
    CLASSIFICATION = "classification"
    MITIGATED = "mitigated"
    RECOVERY = "recovery"
    IMPACT_END = "impact_end"
    RESOLVED = "resolved"
    EXTERNAL = "external"
    NOTE = "note"


class ThreadKind(StrEnum):
    """Which question a thread of causes follows."""

    OCCURRENCE = "occurrence"
    DETECTION = "detection"
    RESPONSE = "response"
    AMPLIFICATION = "amplification"
    OTHER = "other"


class CauseRole(StrEnum):
    """What a cause is in the chain of conditions."""

    EFFECT = "effect"
    TRIGGER = "trigger"
    CONTRIBUTING = "contributing"
    LATENT = "latent"
    AGGRAVATING = "aggravating"
    HYPOTHESIS = "hypothesis"


class Category(StrEnum):
    """Where a condition lies."""

    PEOPLE = "people"
    PROCESS = "process"
    TECHNOLOGY = "technology"
    ENVIRONMENT = "environment"


class Gate(StrEnum):
    """How the conditions below a cause combine."""

    CONTRIB = "CONTRIB"
    AND = "AND"
    OR = "OR"


class Confidence(StrEnum):
    """How sure the room is; rejected causes are printed as ruled out."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    REJECTED = "rejected"


class StopReason(StrEnum):
    """Why the questions end at a cause."""

    SYSTEMIC_AND_CHANGEABLE = "systemic_and_changeable"
    OUTSIDE_OUR_CONTROL = "outside_our_control"
    ACCEPTED_RISK = "accepted_risk"
    RULED_OUT = "ruled_out"
    NEEDS_EVIDENCE = "needs_evidence"
    TIME_BOX = "time_box"


class BarrierState(StrEnum):
    """What a barrier did on the day."""

    HELD = "held"
    PARTLY = "partly"
    PASSED = "passed"
    ABSENT = "absent"


class Availability(StrEnum):
    """How much of the service was lost; "outage" is the word for full only."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Basis(StrEnum):
    """Where a figure comes from."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    GUESS = "guess"


class Area(StrEnum):
    """What a long-term effect touches."""

    TRUST = "trust"
    FINANCIAL = "financial"
    REGULATORY = "regulatory"
    TECHNICAL = "technical"
    TEAM = "team"
    CONTRACTUAL = "contractual"
    REPUTATION = "reputation"


class LessonKind(StrEnum):
    """What kind of lesson it is."""

    WENT_WELL = "went_well"
    WAS_HARD = "was_hard"
    GOT_LUCKY = "got_lucky"
    SURPRISED = "surprised"
    RISK = "risk"
    RECURRENCE = "recurrence"


class IdeaStatus(StrEnum):
    """What became of a parked idea."""

    OPEN = "open"
    PROMOTED = "promoted"
    DECLINED = "declined"
    MERGED = "merged"


class ActionType(StrEnum):
    """What an action changes."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"
    RESPOND = "respond"
    PROCESS = "process"
    INVESTIGATE = "investigate"
    REPAIR = "repair"


class Strength(StrEnum):
    """How much an action relies on people being careful (RCA2 action hierarchy)."""

    STRONG = "strong"
    INTERMEDIATE = "intermediate"
    WEAK = "weak"


class Priority(StrEnum):
    """P0 is due in 15 days by default, P1 in 30, P2 in 90, P3 by choice."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class ActionStatus(StrEnum):
    """Where an action stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"
    VERIFIED = "verified"
    DEFERRED = "deferred"
    DECLINED = "declined"
    MERGED = "merged"


class Verdict(StrEnum):
    """Whether an action helped."""

    EFFECTIVE = "effective"
    PARTLY = "partly"
    INEFFECTIVE = "ineffective"
    INCONCLUSIVE = "inconclusive"


class ReportStatus(StrEnum):
    """Where the report stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Variant(StrEnum):
    """Whom a report is written for."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    EXECUTIVE = "executive"
    REGULATOR = "regulator"
    ANONYMISED = "anonymised"


class SignoffState(StrEnum):
    """What a signatory has said."""

    PENDING = "pending"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"


class CommsAudience(StrEnum):
    """Whom a status update was written for."""

    PUBLIC = "public"
    CUSTOMERS = "customers"
    INTERNAL = "internal"
    EXEC = "exec"
    REGULATOR = "regulator"


class ReviewKind(StrEnum):
    """Which follow-up review it is."""

    DAY_30 = "30_day"
    DAY_90 = "90_day"
    AD_HOC = "ad_hoc"


class Relation(StrEnum):
    """How two incidents are related; unrelated is what was looked at and found to be another."""

    SAME_TRIGGER = "same_trigger"
    SHARES_CAUSE = "shares_cause"
    SAME_SYMPTOM = "same_symptom"
    ACTION_OPEN_AT_TIME = "action_open_at_time"
    UNRELATED = "unrelated"


class RiskDecision(StrEnum):
    """What the review of an accepted risk decided."""

    KEEP = "keep"
    ACT = "act"
    CLOSED = "closed"


MAJOR = frozenset({Severity.SEV1, Severity.SEV2})
OPEN_ACTIONS = frozenset({ActionStatus.ACCEPTED, ActionStatus.IN_PROGRESS, ActionStatus.BLOCKED})
WITHDRAWN_ACTIONS = frozenset({ActionStatus.DECLINED, ActionStatus.MERGED})
