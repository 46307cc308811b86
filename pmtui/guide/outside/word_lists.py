"""Words that tell a name, a host or a ticket from what only looks like one."""

from pmtui.guide.private import COMMON_NAMES


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STANDARDS = _set(
    "AES ASCII BASE BLAKE COVID CRC CVE DIN ECDSA ED EN EU-27 FIPS FY GMT GPT HTTP IEC IEEE IPV "
    "ISO LEVEL LTE MD NIST PART PCI PHASE PKCS PS RFC RS RSA SEV SHA SOC STEP TIER TLS TOP UCS "
    "USB UTC UTF WPA JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"
)
"""What stands before a hyphen and a number and is no ticket: UTF-8, TLS-1.3, 15-MAR-2026."""

ROLES = _set(
    "api app bastion cache cassandra consul db dns edge elastic es esx esxi etcd fw gateway gw "
    "host jump k8s kafka kube lb ldap mail master mongo mq mx mysql nas node ns pg postgres proxy "
    "queue rabbit redis replica san server smtp srv storage sw vault vm web worker zk"
)
"""What a machine does, as in names such as pg-core-03."""

DOMAINS = _set(
    "com net org io dev app cloud ai co eu de fr uk us nl ch at in info biz tech edu gov "
    "example test invalid"
)
"""Ends of the names of hosts that the world can reach."""

INSIDE = _set("internal intranet local corp lan svc cluster private localdomain consul")
"""Labels of hosts that only the organisation can reach."""

NO_HOSTS = _set("asp.net ado.net vb.net socket.io java.io draw.io e.g.in readme.io")
"""Things that are written like hosts."""

FOR_CUSTOMERS = _set("status help docs support www trust")
"""First labels of hosts that customers are meant to know, such as status.example.com."""

SHARED = _set(
    "google.com notion.so notion.site dropbox.com figma.com miro.com github.com gitlab.com "
    "sharepoint.com office.com box.com airtable.com atlassian.net slack.com zoom.us"
)
"""Where teams keep documents of their own, whatever stands before it: docs.google.com."""

NO_PEOPLE = _set(
    "all app autowired channel charset default deprecated everyone font here import include "
    "inject interface keyframes media mixin nullable override page param property return "
    "returns see since supports test throws todo"
)
"""Words after an @ that are code, or everybody."""

NAMES = COMMON_NAMES | _set(
    "angel baker banks barber bell best black booth box brook brooks brown bush butler carter "
    "case chance chapman cliff cook cooper court cross day dean early field fields fish fisher "
    "ford forest fox gates gold good gray green grey guy hall hand harper hill house iris ivy "
    "judge king knight lake law little love low marsh mason max mercy moon olive parker pearl "
    "penny peters pope porter power powers ray reed rice rich ring rob robin root ruby rush "
    "sage serve sharp short silver small smith snow sterling strong sue taylor tan turner "
    "victor walker wall ward waters weaver west white winter wise wood woods"
)
"""Names that are words, too: in small letters they are never taken for a person."""

MONTHS = _set("april august june may")
"""Those of them that are written with a capital as words, too."""

PLAIN = _set(
    "a account accounts admin alerting analytics api app apps auth authentication authorisation "
    "authorisations authorization backend backup backups bank billing booking bookings card "
    "cards cart catalog catalogue chat checkout client cloud core customer customers dashboard "
    "data database delivery deployment design desktop dns e-mail email engineering experience "
    "export files finance frontend gateway hosting id identity import infrastructure internal "
    "inventory invoice invoices ledger legal login mail management marketing mobile "
    "monitoring network networking notification notifications office on-call operations "
    "order orders partner payment payments payout payouts people platform portal processing "
    "product profile quality refund refunds registration release reliability reporting reports "
    "research risk sales search security service services settlement shipping shop signup site "
    "sms statistics status storage store streaming subscription subscriptions success "
    "support system systems team test the transfer transfers upload uploads user users video "
    "web webhook webhooks website worker"
)
"""Words that say in plain words what a service or a team is for."""

TRADES = _set(
    "apple block box chase discover ford gap giant meta next nest orange oracle progress ramp "
    "ring shell slack snow sprint square stage stripe sun target uber unity visa wise zoom"
)
"""Companies whose names are words, too: they count as they are written, and in capitals."""

NO_COMPANIES = _set(
    "a advisory android apac api apis browser care centre center chrome code cohort communication "
    "complaint connection contact contract count data day demand device edge emea error eu "
    "expectation facing faq feedback firefox friday go headcount http https id ids impact "
    "incident india ios ip issue java journey key kyc library linux list log mac macos monday "
    "name node no none note number onboarding operation pii portal python question region "
    "relation report request retention safari satisfaction saturday sdk sdks segment session "
    "side sla slas slo status sunday thursday ticket timeout tls token traffic tuesday type "
    "uk ui update url us usage utc ux vpn wednesday windows zero "
    "january february march april may june july august september october november december"
)
"""What follows "customer" or "client" with a capital and is no name: customer API, client SDK."""

LINKING = _set(
    "a an i we they it he she the this that these those in on at by for from to with and or but "
    "when while after before since until if as all both some many most each every no not our then "
    "only even also because though where who what how is was were are has had"
)
"""Words that begin a sentence or link its parts, and are in no case the first of a name."""

SHORT_WORDS = _set(
    "ai am an as at be by do go he hi ho if in is it la le me my no of oh ok on or ox pa pi so to "
    "up us we"
)
"""Words of two letters, which are names of people, too."""

UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Thai, Japanese, Chinese and Korean letters, as of a pattern: there is no blank around a name."""
