"""What all tests share."""

import gc

gc.set_threshold(100_000, 50, 50)
"""An application that is opened for each test leaves much behind; by default a quarter of the
time goes into looking for what can be thrown away."""
