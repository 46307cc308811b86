"""The guide in plain lines: for screen readers, dumb terminals and pipes. It knows no Textual."""
