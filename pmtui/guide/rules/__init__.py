"""What each page has to hold before it is done: one table of rules a page."""
