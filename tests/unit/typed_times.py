"""Made-up things that people type where a time is asked for."""

from hypothesis import strategies as st

TIMES = ["14:05", "25:99", "1405", "2pm", "2026-09-15", "03/04", "Nov", "3", "9999-12-31", "٣:٠٥"]
ZONED = ["T", "Z", "Berlin", "Europe/Berlin", "IST", "UTC", "+02:00", "2026", "yesterday", "😀"]
MARKS = ["~", "about", "+", "+5", "h30", "-", ",", ":", "(", ")", "day", "?", "at", "in"]
PIECES = st.sampled_from([*TIMES, *ZONED, *MARKS])
TYPED = st.text(max_size=40) | st.lists(PIECES | st.just(" "), max_size=8).map("".join)
