"""What all tests share."""

import gc
import signal

from hypothesis import settings

settings.register_profile("pmtui", deadline=None)
settings.load_profile("pmtui")  # machines are noisy: no test asserts a time

gc.set_threshold(100_000, 50, 50)
"""An application that is opened for each test leaves much behind; by default a quarter of the
time goes into looking for what can be thrown away."""

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell without a terminal ignores Ctrl+C in what it runs in the background, and so would every
program that a test starts."""
