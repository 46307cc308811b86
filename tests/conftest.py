"""What all tests share."""

import gc

from hypothesis import settings

settings.register_profile("pmtui", deadline=None)
settings.load_profile("pmtui")  # machines are noisy: no test asserts a time

gc.set_threshold(100_000, 50, 50)
"""An application that is opened for each test leaves much behind; by default a quarter of the
time goes into looking for what can be thrown away."""
