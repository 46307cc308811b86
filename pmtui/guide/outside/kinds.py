"""The kinds of things that stay inside, what is written in their place, and why."""

from dataclasses import dataclass

SECRET = "secret"
PERSON = "person"
CODE_NAME = "code name"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `instead` is written in its place; of one that `asks`, somebody should decide.

    `nouns` are words before it that go with it: "the customer Globular" becomes "a customer".
    """

    name: str
    instead: str
    why: str
    asks: bool = False
    nouns: str = ""


KINDS = {
    kind.name: kind
    for kind in (
        Kind(SECRET, "", "keys and passwords stop every report, until they are replaced"),
        Kind(PERSON, "a colleague", "people are named by their roles", nouns="user colleague"),
        Kind("handle", "a colleague", "people are named by their roles", nouns="user"),
        Kind("e-mail address", "an e-mail address", "addresses of people stay inside"),
        Kind("phone number", "a phone number", "addresses of people stay inside"),
        Kind("staff number", "a colleague", "people are named by their roles"),
        Kind("link", "an internal page", "links lead inside"),
        Kind(
            "IP address",
            "a server",
            "addresses of systems stay inside",
            nouns="server host node address IP range port subnet",
        ),
        Kind(
            "internal host",
            "a server",
            "names of systems stay inside",
            nouns="server host node machine instance",
        ),
        Kind(
            "ticket",
            "a ticket",
            "numbers of tickets mean nothing outside",
            nouns="ticket change issue",
        ),
        Kind(
            "channel",
            "a chat channel",
            "where it was talked about stays inside",
            nouns="channel room",
        ),
        Kind("file", "a file", "names of systems stay inside", nouns="file folder directory"),
        Kind("commit", "a change", "where code lies stays inside", nouns="change"),
        Kind(
            "account", "an account", "numbers of accounts stay inside", nouns="account id customer"
        ),
        Kind("repository", "a repository", "where code lies stays inside"),
        Kind("service", "a service", "code names are said in plain words", nouns="service"),
        Kind("team", "a team", "names of teams mean nothing outside", nouns="team"),
        Kind(
            CODE_NAME,
            "a project",
            "code names are said in plain words",
            nouns="project operation codename",
        ),
        Kind("incident number", "this incident", "numbers of incidents mean nothing outside"),
        Kind("evidence", "a record", "where evidence lies stays inside", nouns="copy file"),
        Kind(
            "customer",
            "a customer",
            "customers are not named, unless you decide so",
            asks=True,
            nouns="customer client merchant tenant",
        ),
        Kind(
            "supplier",
            "a supplier",
            "suppliers are not named, unless you decide so",
            asks=True,
            nouns="supplier provider vendor",
        ),
        Kind(
            "company",
            "a company",
            "companies are not named, unless you decide so",
            asks=True,
            nouns="company firm customer client merchant supplier vendor",
        ),
        Kind("amount", "an amount", "money stays inside, unless you decide so", asks=True),
        Kind("contract", "a contract", "contracts stay inside, unless you decide so", asks=True),
    )
}
"""Every kind by its name."""
