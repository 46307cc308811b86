"""A page with one fault of every kind, so that a gate that has gone blind is noticed."""

_AT_THE_END = """
<h5>A level is left out</h5>
<p id="main">This id is used twice.</p>
<a href="#nowhere">leads nowhere</a>
<svg width="900" height="20" viewBox="0 0 900 20"><text x="880" y="15">outside of it</text>
<text x="10" y="15">one text</text><text x="14" y="15">over another</text></svg>
<img src="https://pixel.example/p.png">
<script>window.__pwned = 1</script>
<details><summary tabindex="-1">No key</summary>Words folded away, hidden from paper.</details>
</main>"""

_CHANGES = {
    "</main>": _AT_THE_END,
    "Content-Security-Policy": "x-policy",
    "prefers-color-scheme: dark": "prefers-color-scheme: none",
    "counter(pages)": "counter(none)",
    "details::details-content": "nothing",
    "<header>": "<header onclick='1'>",
}

EXPECTED = (
    "vnu:",
    "wcag/h37",
    "leaves out a heading level",
    "uses an id twice",
    "#nowhere, which is nowhere",
    "picture without title or description",
    "no policy that forbids everything",
    "IMG,SCRIPT",
    "has an event handler",
    "which no key opens",
    "375 px: is",
    "outside of its picture",
    "over “over another”",
    "looks the same in light and dark",
    "axe image-alt",
    "a value ran as a script",
    "asked for https://pixel.example",
    "does not say so",
    "leaves out what is folded",
)
"""Parts of the sentences that the page must bring, one for each fault."""


def broken(page: str) -> str:
    """A sound page with all the faults put into it."""
    for sound, fault in _CHANGES.items():
        assert sound in page, sound
        page = page.replace(sound, fault, 1)
    return page
