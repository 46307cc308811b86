"""The HTML reports in a browser and before validators, run by `make check-html`."""
