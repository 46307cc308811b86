"""Tools that page people and tell customers: PagerDuty, Opsgenie, Alertmanager, Statuspage."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pmtui.importers.documents import DocumentForm, Entries, Told
from pmtui.model.kinds import EventKind

_PAGERDUTY = {
    "trigger": EventKind.ALERT,
    "acknowledge": EventKind.ACKNOWLEDGED,
    "escalate": EventKind.ESCALATION,
    "status_update": EventKind.COMMS,
    "annotate": EventKind.NOTE,
    "resolve": EventKind.RESOLVED,
}
_OPSGENIE = {
    "IncidentOpened": EventKind.DECLARED,
    "IncidentResolved": EventKind.RESOLVED,
    "ResponderAlertAcked": EventKind.ACKNOWLEDGED,
    "StatusPageAdded": EventKind.COMMS,
    "StatusPageUpdated": EventKind.COMMS,
}


def _pagerduty(found: list[Any], entries: Entries) -> None:
    """Log entries; the name of the incident stands before what happened."""
    for each in _tables(found, entries):
        kind = _PAGERDUTY.get(str(each.get("type")).removesuffix("_log_entry"))
        words = [_part(each, "incident"), _word(each.get("summary")) or _word(each.get("type"))]
        told = kind, ": ".join(filter(None, words))
        entries.add(each, each.get("created_at"), told, _part(each, "agent") or None)


def _opsgenie(found: list[Any], entries: Entries) -> None:
    """Incidents: their heads are notes, the entries of their timelines events."""
    _nested(found, entries, "timelines", _of_opsgenie)


def _of_opsgenie(incident: Mapping[str, Any], entry: Mapping[str, Any]) -> tuple[Any, Told]:
    title = entry.get("title")
    content = title.get("content") if isinstance(title, dict) else title
    words = ": ".join(filter(None, [_word(incident.get("message")), _word(content)]))
    return entry.get("eventTime"), (_OPSGENIE.get(str(entry.get("type"))), words)


def _statuspage(found: list[Any], entries: Entries) -> None:
    """Incidents: their heads are notes, the updates events, as customers could read them."""
    _nested(found, entries, "incident_updates", _of_statuspage)


def _of_statuspage(incident: Mapping[str, Any], update: Mapping[str, Any]) -> tuple[Any, Told]:
    status = _word(update.get("status"))
    kind = EventKind.RESOLVED if status == "resolved" else EventKind.COMMS
    words = [_word(incident.get("name")), status, _word(update.get("body"))]
    when = update.get("display_at") or update.get("created_at")
    return when, (kind, ": ".join(filter(None, words)))


def _alertmanager(found: list[Any], entries: Entries) -> None:
    """Each alert has a start and, once it is resolved, an end: two entries."""
    for each in _tables(found, entries):
        labels, notes = _table(each.get("labels")), _table(each.get("annotations"))
        texts = (labels.get("alertname"), notes.get("summary") or notes.get("description"))
        words = ": ".join(filter(None, map(_word, texts)))
        entries.add(each, each.get("startsAt"), (EventKind.ALERT, words))
        if each.get("status") == "resolved":
            told = EventKind.RECOVERY, f"{words} (alert resolved)"
            entries.add(each, each.get("endsAt"), told)


def _nested(
    incidents: list[Any],
    entries: Entries,
    below: str,
    read: Callable[[Mapping[str, Any], Mapping[str, Any]], tuple[Any, Told]],
) -> None:
    """Incidents with a list of entries below each."""
    for incident in _tables(incidents, entries):
        found = incident.get(below)
        entries.keep({name: value for name, value in incident.items() if name != below})
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, dict):
                when, told = read(incident, each)
                entries.add(each, when, told, _actor(each))
            else:
                entries.keep(each)


def _tables(found: list[Any], entries: Entries) -> Iterator[Mapping[str, Any]]:
    """The entries that are objects; those of another shape become notes."""
    for each in found:
        if isinstance(each, dict):
            yield each
        else:
            entries.keep(each)


def _actor(entry: Mapping[str, Any]) -> str | None:
    """Who did it; a program that calls itself System or API is nobody."""
    actor = _table(entry.get("actor"))
    name = _word(actor.get("name"))
    return name if name and actor.get("type") == "user" and name != "System" else None


def _part(entry: Mapping[str, Any], name: str) -> str:
    return _word(_table(entry.get(name)).get("summary"))


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _word(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _id(entry: Mapping[str, Any]) -> object:
    return entry.get("id")


PAGERDUTY = DocumentForm(
    "pagerduty",
    "entries",
    lambda first: str(first.get("type")).endswith("_log_entry"),
    _pagerduty,
    _id,
    names=("log_entries",),
    one="log_entry",
)
OPSGENIE = DocumentForm(
    "opsgenie",
    "entries",
    lambda first: "timelines" in first and "message" in first,
    _opsgenie,
    _id,
    names=("data",),
)
STATUSPAGE = DocumentForm(
    "statuspage",
    "entries",
    lambda first: "incident_updates" in first,
    _statuspage,
    _id,
    names=("incidents",),
    one="incident",
)
ALERTMANAGER = DocumentForm(
    "alertmanager",
    "entries",
    lambda first: "startsAt" in first and "labels" in first,
    _alertmanager,
    lambda alert: (alert.get("fingerprint") or str(alert.get("labels")), alert.get("startsAt")),
    names=("alerts",),
)
FORMS = (PAGERDUTY, OPSGENIE, STATUSPAGE, ALERTMANAGER)
