"""The questions for the room: those that follow from what is on the page, then the page's own."""
