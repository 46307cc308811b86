"""Pictures of a report's own blocks, as SVG for the page.

They are drawn from what a report says already, never from the record: what an audience does not
read, no picture can show.
"""
