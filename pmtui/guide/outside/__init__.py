"""What must not leave the organisation: how it is found, taken out, and decided on.

The kinds and what becomes of them by default are those of the guide, section 6.4.
"""
