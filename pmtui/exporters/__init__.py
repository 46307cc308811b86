"""How a report looks: what it says, and as Markdown, HTML, a table or on the terminal."""
