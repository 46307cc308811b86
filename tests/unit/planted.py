"""What must not leave, planted all over a record, and what only looks like it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pmtui.guide.outside.visibility import visibility
from pmtui.model import address
from pmtui.model.commitments import Action, Lesson, RiskAcceptance
from pmtui.model.factors import Cause, Thread
from pmtui.model.harm import Impact, Measure
from pmtui.model.kinds import ActionStatus, CommsAudience, EvidenceKind, LessonKind, Precision
from pmtui.model.people import Evidence, Participant, Preparation, Stakeholder
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import ExternalText, PrivateNames, Report, Signoff
from pmtui.model.story import Analysis, Communication, Event, Milestones
from pmtui.model.types import Moment

AT = datetime(2026, 3, 4, 9, 12, tzinfo=UTC)

PEOPLE = (
    Participant(id="p1", name="Oluwaseun Adeyemi", handle="@seun", roles=("responder",)),
    Participant(id="p2", name="Mark Zoë Hartwell", handle="mzh", team="Kestrel Squad"),
    Participant(id="p3", name="April Okonkwo-Reyes", handle="@april.or", roles=("scribe",)),
    Participant(id="p4", name="Jörg Müller", handle="@jmue", roles=("incident_commander",)),
    Participant(id="p5", name="Siobhán O’Rourke"),
    Participant(id="p6", name="Anna-Lena Kjær"),
    Participant(id="p7", name="Łukasz Bø"),
    Participant(id="p8", name="山田太郎"),
    Participant(id="p9", name="teresa quispe"),
)
OWNER = "Wilhelmina Castellano"
"""Named in a field for a person, and no participant."""

PLANTED = (
    # people: whole, parts, possessive, other cases, without accents, as logins
    ("Oluwaseun Adeyemi", "Oluwaseun Adeyemi restarted it", "luwaseun"),
    ("a first name", "It was Oluwaseun's shift", "luwaseun"),
    ("small letters", "then adeyemi called back", "deyemi"),
    ("capitals", "ADEYEMI AND OTHERS", "DEYEMI"),
    ("surname first", "signed: Adeyemi, Oluwaseun", "deyemi"),
    ("initial", "approved by O. Adeyemi", "deyemi"),
    ("a login of a name", "user oadeyemi ran the job", "oadeyemi"),
    ("an account", "as oluwaseun.adeyemi on the console", "adeyemi"),
    ("a handle", "ask @seun about it", "seun"),
    ("a handle without @", "mzh looked at the graphs", "mzh"),
    ("somebody's handle", "thanks to @quillfeather for the graph", "quillfeather"),
    ("a name that is a word", "The alarm was seen when Mark restarted the node", "Mark"),
    ("it as the first word", "Mark found the row. Then it stopped", "Mark"),
    ("a possessive word", "on Mark's laptop", "Mark"),
    ("a month that was there", "April Okonkwo-Reyes was there", "Okonkwo"),
    ("a month that acts", "the log that April wrote", "April wrote"),
    ("without accents", "Zoe Hartwell and Zoe", "Zoe"),
    ("composed otherwise", "Zoe\u0308 Hartwell said so", "Hartwell"),
    ("an umlaut spelt out", "Mueller agreed", "Mueller"),
    ("an umlaut left out", "Muller agreed", "Muller"),
    ("another apostrophe", "O'Rourke agreed", "Rourke"),
    ("no apostrophe", "ORourke agreed", "Rourke"),
    ("half of a double name", "Anna asked Lena", "Lena"),
    ("a double name without its hyphen", "for Anna Lena then", "Anna"),
    ("letters with a stroke", "Lukasz called", "ukasz"),
    ("letters written as two", "Mx Kjaer called", "jaer"),
    ("two letters", "as Bø had said", "Bø"),
    ("no blanks around it", "それは山田太郎さんが直した", "山田"),
    ("a participant in small letters", "Quispe was there", "uispe"),
    ("no participant", "Wilhelmina agreed to it", "Wilhelmina"),
    ("a hidden character", "Cast\u200bellano agreed", "ellano"),
    # addresses of people
    ("e-mail", "write to night.desk+1@pelican-ops.example", "pelican-ops"),
    ("phone", "call +49 30 9018 20415", "9018"),
    ("phone in brackets", "call (0151) 555 0172", "0172"),
    # systems
    ("IPv4", "from 10.42.7.19 to the pool", "10.42.7"),
    ("IPv4 with a mask", "the range 192.168.44.0/22", "192.168"),
    ("public IPv4", "reached 203.0.113.77 again", "203.0.113"),
    ("IPv6", "over fe80::1ff:fe23:4567:890a now", "fe23"),
    ("a hardware address", "port 3c:52:82:aa:0b:1f flapped", "3c:52"),
    ("internal host", "on ledger-7.prod.pelican.internal", "pelican"),
    ("host in capitals", "on QUARRY.CORP itself", "QUARRY"),
    ("short host", "node pg-core-03 was full", "pg-core-03"),
    ("short host without hyphens", "web017 answered", "web017"),
    ("a range of addresses", "10.9.8.1-10.9.8.7 went", "10.9.8.1"),
    ("a part of the net", "all of 10.9.7.x and 10.9.6/24", "10.9"),
    ("a copy of a database", "pg-quarry-primary was full", "pg-quarry"),
    ("a system of an environment", "on eks-prod-quarry2 again", "eks-prod"),
    ("a host in capitals", "FRASQL07 answered", "FRASQL07"),
    ("a pod", "pod quarry-api-7d9f8b6c5-x2x4z left", "x2x4z"),
    ("an id of a cloud", "i-0abc123def4567890 went", "0abc123"),
    ("a resource of a cloud", "arn:aws:s3:::pelican-dumps/x", "pelican-dumps"),
    ("a share", "from \\\\FILESRV02\\ops", "FILESRV02"),
    ("domain", "grafana.pelicanpay.io showed it", "pelicanpay"),
    ("link", "see https://wiki.pelicanpay.io/x/Runbook?id=77", "Runbook?id"),
    ("chat link", "in slack://channel?team=T0PEL&id=C77", "T0PEL"),
    ("shared document", "in docs.google.com/document/d/1a2B3c/edit", "1a2B3c"),
    ("a page without its scheme", "see wiki.pelicanpay.io/x/Plans now", "Plans"),
    ("internal host for staff", "https://help.pelican.internal/vpn", "vpn"),
    ("a host of a kind", "vm on esx12 paused", "esx12"),
    ("an environment", "in namespace quarry-prod only", "quarry-prod"),
    ("a container", "container 4f5e6d7c8b9a stopped", "4f5e6d7"),
    ("a file", "as /srv/quarry/config/prod.yaml says", "/srv"),
    # work
    ("a commit", "since commit 9d70ac2 it is", "9d70ac2"),
    ("a ticket of a tracker", "as in gh#4412 there", "4412"),
    ("a channel without #", "in Slack channel quarry-war-room", "war-room"),
    ("ticket", "as in QUAY-4411", "QUAY-4411"),
    ("ticket in small letters", "as in quay-4411", "quay-4411"),
    ("change number", "change CHG0099213 went out", "CHG0099213"),
    ("pull request", "merged in PR #48213", "48213"),
    ("a number after #", "fixed by #48214 then", "48214"),
    ("a ticket without a hyphen", "as in ticket QUAY4411", "QUAY4411"),
    ("another incident", "as in Incident 48215", "48215"),
    ("a channel's own id", "in C024BE91L of the chat", "024BE91"),
    ("a repository", "from the repo pelican/quarry-api", "quarry-api"),
    ("incident number", "the call for OUT-2026-77", "OUT-2026"),
    ("channel", "asked in #inc-0304-ledger", "inc-0304"),
    ("channel of letters", "asked in #feed", "#feed"),
    # names of things and of others
    ("an account", "customer id cus_9s6XKzkNRiz8i3 was hit", "9s6XK"),
    ("service with an underscore", "idem_ledger was slow", "idem_ledger"),
    ("service", "idem-ledger was slow", "idem-ledger"),
    ("code name of a service", "Nautilus was slow", "autilus"),
    ("service in capitals", "IDEM-LEDGER was slow", "IDEM-LEDGER"),
    ("team", "the Kestrel Squad looked", "Kestrel"),
    ("team as one word", "KestrelSquad looked", "Kestrel"),
    ("code name", "since Project Larkspur began", "arkspur"),
    ("customer", "Vandelay Industries could not pay", "Vandelay"),
    ("customer without its Ltd", "for Globular and others", "Globular"),
    ("customer in small letters", "tenant_globular_7 was hit", "globular"),
    ("a customer of the team's list", "Initrode saw it first", "Initrode"),
    ("a customer nobody listed", "then the client Quillbrook called", "Quillbrook"),
    ("one of several", "for customers Harrowgate, Fennimore & Sons and Tolliver", "Tolliver"),
    ("a marked customer", "merchant **Ostrander** saw it", "Ostrander"),
    ("a company by its form", "When Bramwell & Finch GmbH called", "Finch"),
    ("a company in brackets", "a shop (Saltmarsh Inc.) was closed", "Saltmarsh"),
    ("a supplier nobody listed", "our vendor Pennywhistle was slow", "Pennywhistle"),
    ("a person with a title", "Ms Thackeray-Boone was told", "Thackeray"),
    ("supplier", "Umbracloud was slow", "Umbracloud"),
    ("evidence", "the copy is vault:ev/2026/03/lock.dump", "lock.dump"),
    ("money", "we lost EUR 41,300 in fees", "41,300"),
    ("money with apostrophes", "a fee of CHF 12'517", "517"),
    ("contract", "under contract no. K-2291", "K-2291"),
    ("staff number", "employee no. 48213 signed", "no. 48213"),
)
"""What is planted: a name for the test, a text with it, and what must not be found outside."""

SECRETS = (
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "xoxb-123456789012-pelican",
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwZWxpIn0.dozjgNryP4J3jVmNHl0w5N",
    "postgres://app:hunter22x@ledger/x",
    "password=correct-horse-battery",
    "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MEFCQ0RFRg==",
    "https://hooks.slack.com/services/T00/B00/XXXX",
    "kJ8s92LmQp0ZxV7tR4yBn3",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "npm_abcdefghijklmnopqrstuvwxyz0123456789",
    "sk-ant-api03-quarry-QUARRY1234567890",
    "Authorization: Basic cGVsaWNhbjpwYXNz",
    "Bearer 9f86d081884c7d659a2feaa0c55ad015",
    "whsec_0123456789abcdef0123456789abcdef",
    "pwd=abcdefg1",
    "https://x.example/dump?X-Amz-Signature=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
    "https://discord.com/api/webhooks/11223344/Zm9vYmFy",
    "https://9f86d081884c7d659a2feaa0c55ad015@o1.ingest.example/2",
)
"""Each of these stops a report for customers."""

NO_SECRETS = (
    "https://pelican.slack.com/archives/C024BE91L/p1401383885000061",
    "https://github.com/Org/Repo/blob/main/Docs/Runbooks/Ledger2026.md",
    "https://docs.google.com/document/d/1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVwXyZ12345/edit",
    "github.com/Pelican/Runbooks/pull/77/files#diff-ac6b62a73dd8a93cecbe56751092c43eR9",
    "/var/lib/Kubelet/pods/abc/volumes/0123/Data",
)
"""Places of documents: inside they may be named, outside they are taken out like any link."""

STAYS = (
    "SDK 4.2.1 retries",
    "since version 1.2.3.4 of the driver",
    "the agent v10.0.0.1 is affected",
    "nginx/1.25.3 answered",
    "from 16:41:00 to 18:29:30 UTC",
    "a ratio of 3:1, then 1:2:3",
    "on 2026-03-04 at 09:12",
    "ISO-8601 dates and UTF-8",
    "TLS-1.3 with AES-256 and SHA-256",
    "CVE-2026-12345 is not part of it",
    "COVID-19 and HTTP-2",
    "item #1 of the list, C# code",
    "in #ff8800 and #fff",
    "SELECT count(*) FROM orders WHERE id = $1",
    "Will this happen again?",
    "Mark the date",
    "in April and May",
    "April 15 was quiet",
    "Grant access, and hope for the best",
    "the page may load and or not",
    "payments and refunds worked",
    "support answered every call",
    "38 % of 412,600 attempts",
    "1,912 cards and 156,788 tries",
    "108 minutes, 99.95 % of the time",
    "https://status.example.com/incidents/77",
    "ASP.NET and Node.js clients",
    "read/write and and/or",
    "std::string in C++ and Foo::Bar",
    "@Override in Java",
    "the x86-64 image, Q3-2026",
    "e.g. at night, i.e. from 22:00",
    "two of 6,870 merchants in Berlin",
    "a visa was refused, the target was missed",
    "order 2 of 3, 5 x 3 = 15",
    "10 May 2026, 7 p.m.",
    "Customer Support and the customer API were well",
    "client SDK 4.2 and client 4.2 retried",
    "Client Errors rose, customers in India waited",
    "the first 3 customers, customer 2 of 3",
    "We told customers Monday and on Tuesday",
    "In attempt #404, on shard #1024, in colour #333333",
    "non-prod-like tests and read-only replicas",
    "in the EU-27, an e-mail channel built-in, commit after review",
    "pre-prod and non-prod, snake_case123x, the word facade, deadbeef",
    "Dr is short for disaster recovery",
    "5 MB of C headers, GET /home/page, C:\\Temp",
    "an AG or a GmbH is a form of company",
    "a picture data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAA",
    "the signing secret: nobody had renewed it",
    "Token: expired on Monday, as no one was told",
    "in the form of org/apache/Commons/Lang3/StringUtils/Abc",
    "with password=$DB_PASSWORD, token=<token> and pwd=********",
)
"""What must not be touched."""


def planted_record(*texts: str) -> Postmortem:
    """A record with all the texts in every kind of field, and everything told that can be."""
    text = ". ".join(texts)
    record = Postmortem(
        id="2026-03-04-vandelay-industries-locked-out-of-idem-ledger",
        reference="OUT-2026-77",
        title=f"Vandelay Industries locked out: {text}",
        services=("idem-ledger", "Nautilus", "payments"),
        tags=("vandelay", text),
        prep=_preparation(text),
        analysis=Analysis(narrative=text),
        milestones=Milestones(impact_start=Moment(at=AT, precision=Precision.EXACT, entered=text)),
        timeline=(
            Event(id="t1", at=AT, precision=Precision.EXACT, text=text, quote=text, source=text),
        ),
        threads=(Thread(id="w1", question=text),),
        causes=(Cause(id="c1", thread="w1", statement=text, made_sense=text),),
        impact=Impact(
            summary=text,
            details=text,
            immediate=(Measure(id="m1", metric=text, value=3, unit=text, note=text),),
        ),
        lessons=(Lesson(id="l1", kind=LessonKind.RISK, text=text),),
        actions=(_action("a1", text), _action("a2", text)),
        risk_acceptances=(RiskAcceptance(id="k1", statement=text, accepted_by=OWNER),),
        communications=(_update(text),),
        report=Report(
            exec_summary=text,
            external=ExternalText(title=text, summary=text, what_happened=text, what_we_do=text),
            names=PrivateNames(
                customers=("Vandelay Industries", "Globular Systems Ltd", "Globular Ltd"),
                suppliers=("Umbracloud GmbH",),
                code_names=("Larkspur",),
            ),
            signoffs=(Signoff(id="o1", person="p1", comment=text),),
        ),
        notes=text,
    )
    return replace(record, report=replace(record.report, external=_all_told(record)))


def _preparation(text: str) -> Preparation:
    ref = "vault:ev/2026/03/lock.dump"
    return Preparation(
        owner=OWNER,
        people=PEOPLE,
        stakeholders=(Stakeholder(id="s1", who=text, interest=text),),
        evidence=(Evidence(id="e1", kind=EvidenceKind.INTERVIEW, title=text, ref=ref),),
        goals=(text,),
    )


def _action(name: str, text: str) -> Action:
    status = ActionStatus.DONE if name == "a1" else ActionStatus.ACCEPTED
    return Action(
        id=name,
        title=text,
        detail=text,
        owner=OWNER,
        ticket="https://tracker.pelicanpay.io/browse/QUAY-4411",
        status=status,
        due=date(2026, 4, 1),
    )


def _update(text: str) -> Communication:
    return Communication(
        id="u1", at=AT, audience=CommsAudience.PUBLIC, channel=text, state=text, text=text
    )


def _all_told(record: Postmortem) -> ExternalText:
    """The texts for customers, with every field told them that can be."""
    hidden = tuple(each.address for each in visibility(record) if not each.shown)
    assert all(address.has(record, each) for each in hidden)
    return replace(record.report.external, shown=hidden)
