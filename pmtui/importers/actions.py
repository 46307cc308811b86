"""Action items: from lists, task lists, paragraphs and tables."""

import re

from pmtui.importers.blocks import Block, Row
from pmtui.importers.draft import Draft
from pmtui.importers.entries import Entry, entries_of, label_heads
from pmtui.importers.sections import Section
from pmtui.importers.times import find_date
from pmtui.importers.words import fit, is_placeholder, links, plain, tokens
from pmtui.model.kinds import ActionStatus, ActionType, Priority

_TITLE = 120
_TASK = re.compile(r"^\[([ xX])\]\s+")
_DONE = re.compile(
    r"^(?:✅|☑|✔|:(?:white|heavy)_check_mark:)|^~~.*~~$|\((?:done|completed?|fixed)\)|^(?:done|completed?|closed|fixed|yes)\b",
    re.IGNORECASE,
)
_LINKED_END = re.compile(r"\s*[^\s()]{0,40}\s?\(+https?://\S+\)+\.?$")
_LONGEST_LINKED = 1000
_BOLD = re.compile(r"^(?:\*\*|__)(.+?)(?:\*\*|__)")
_OWNER = re.compile(
    r"\b(?:owner|assignee|assigned to|responsible|dri)\s*[:=]\s*([^,;|()\n]{1,60})", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<!\S)\(?@([\w.-]*\w)")
_NAMED = re.compile(r"^@[\w.-]+|\(@[\w.-]+\)|(?<=\s)@[\w.-]+$")
_DUE = re.compile(r"\bdue(?:\s+(?:by|date|on))?\s*:?\s*(.{6,30})", re.IGNORECASE)
_MARKED = re.compile(r"(?P<ticket>.*?)[\s:–-]*\b(?P<mark>DONE|TODO)$")
_TICKET = re.compile(r"/(?:issues|pull|browse|merge_requests|tickets?)/|#\d+$")
_KEY = re.compile(r"(?<![\w-])(?:[A-Z][A-Z0-9]{1,9}-\d{1,6}|#\d{1,7})(?![\w-])")
_STATES = {"done", "proposed"}
_COLUMNS = {
    "title": r"action|task|item|what|description|todo|recommendation",
    "owner": r"owner|who|assign|responsible|dri",
    "ticket": r"ticket|bug|issue|jira|link|tracking|\bpr\b",
    "due": r"due|deadline|\bby\b|when|date",
    "priority": r"prio",
    "type": r"^type\b",
    "status": r"status|state|done",
}


def read_actions(draft: Draft, section: Section) -> None:
    """Actions, proposed or done as the document marks them, with owner and ticket if named.

    The words of a heading inside the section are the group of the actions below it. Paragraphs
    are actions only where there is no list or table.
    """
    group = "" if section.own else section.words
    listed = any(block.kind in {"list", "table"} for block in section.blocks)
    label_heads(draft, section)
    for block in section.blocks:
        if block.kind == "table":
            _read_table(draft, block, group)
        elif block.kind == "list" or not listed:
            for entry in entries_of(block):
                _read_entry(draft, entry, group)


def _read_entry(draft: Draft, entry: Entry, group: str) -> None:
    mark = _TASK.match(entry.head)
    text = _TASK.sub("", entry.text)
    if is_placeholder(text):
        return
    done = (mark is not None and mark[1] != " ") or bool(_DONE.search(text))
    title = _title(_TASK.sub("", entry.head), text)
    due = _DUE.search(text)
    source = "" if tokens(title) == tokens(text) and not entry.code else _source(draft, entry)
    draft.add(
        "actions",
        entry.lines,
        title=title,
        detail=_detail(group, source),
        owner=_owner(text),
        ticket=_ticket(entry.head, text),
        due=find_date(due[1]) if due else None,
        status=ActionStatus.DONE if done else ActionStatus.PROPOSED,
    )


def _title(head: str, text: str) -> str:
    """The bold words at the start, else the first words without the links behind them."""
    if bold := _BOLD.match(head):
        return fit(plain(bold[1]).rstrip(":. "), _TITLE)
    words = plain(head)
    if len(words) <= _LONGEST_LINKED:
        words = _LINKED_END.sub("", words).strip() or words
    return fit(words or text, _TITLE)


def _source(draft: Draft, entry: Entry) -> str:
    """The lines of an entry as they stand, shifted left by its own indentation."""
    lines = [draft.lines[line] for line in entry.lines]
    lines[0] = re.sub(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?", "", lines[0])
    depth = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return "\n".join([lines[0], *(line[depth:] for line in lines[1:])])


def _detail(group: str, source: str) -> str | None:
    return "\n\n".join(filter(None, [source, f"Group: {group}" if group else ""])) or None


def _owner(text: str) -> str | None:
    """Whom a line names as the owner, or mentions at its start, end or in brackets."""
    if found := _OWNER.search(text):
        return found[1].strip()
    handles = _HANDLE.findall(text)
    return handles[0] if len(handles) == 1 and _NAMED.search(text) else None


def _ticket(head: str, text: str) -> str | None:
    addresses = [each for each in links(head) if _TICKET.search(each)]
    key = _KEY.search(text)
    return addresses[0] if addresses else key[0] if key else None


def _read_table(draft: Draft, block: Block, group: str) -> None:
    head = [plain(cell) for cell in block.rows[0].cells]
    columns: dict[int, str] = {}
    for index, words in enumerate(head):
        for name, pattern in _COLUMNS.items():
            if name not in columns.values() and re.search(pattern, words, re.IGNORECASE):
                columns[index] = name
                break
    if "title" not in columns.values():
        columns[0] = "title"
    for row in block.rows[1:]:
        _read_row(draft, row, head, columns, group)


def _read_row(draft: Draft, row: Row, head: list[str], columns: dict[int, str], group: str) -> None:
    cells = [plain(cell) for cell in row.cells]
    named = {columns[index]: cell for index, cell in enumerate(cells) if index in columns and cell}
    full = named.get("title", "")
    if is_placeholder(full):
        return
    title = fit(full, _TITLE)
    marked = _MARKED.fullmatch(named.get("ticket", "")) if "status" not in named else None
    state = marked["mark"] if marked else named.get("status", "")
    ticket = marked["ticket"] if marked else named.get("ticket")
    due, priority = find_date(named.get("due", "")), _priority(named.get("priority", ""))
    kind = _type(named.get("type", ""))
    taken = {
        "title": title == full,
        "owner": True,
        "ticket": True,
        "due": due is not None,
        "priority": priority == named.get("priority"),
        "status": named.get("status", "").lower() in _STATES,
    }
    rest = [
        f"{head[index]}: {cell}"
        for index, cell in enumerate(cells)
        if cell and not taken.get(columns.get(index, ""), False)
    ]
    draft.add(
        "actions",
        row.lines,
        title=title,
        detail=_detail(group, "\n".join(rest)),
        owner=named.get("owner", "").lstrip("@") or None,
        ticket=ticket,
        due=due,
        type=kind,
        priority=priority,
        status=ActionStatus.DONE if _DONE.search(state) else ActionStatus.PROPOSED,
    )


def _type(words: str) -> ActionType | None:
    found = re.match(r"[A-Za-z]+", words)
    name = found[0].lower() if found else ""
    return ActionType(name) if name in list(ActionType) else None


def _priority(words: str) -> Priority | None:
    found = re.search(r"\bP([0-3])\b", words, re.IGNORECASE)
    return Priority(f"P{found[1]}") if found else None
