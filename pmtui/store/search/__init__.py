"""Words in every field of every postmortem, best matches first.

`query.py` reads what is asked for, `blocks.py` takes from a record what people wrote in it,
`ranking.py` finds and weighs words in that. `index.py` sees to it that not every record is read:
it keeps the blocks of all records in the cache folder, in files that have a table of their words
(`segment.py`, `words.py`). Of a word that nothing has, `near.py` finds the likeliest spelling.

The table only says in which records a word may be, and the block of the record decides. A block
counts while its record's file has the stamp that it was made from, as a face does
(`pmtui.store.faces`). So a search with the index finds what a look at every record would find.

FTS5 of SQLite was no help: its words are not ours (signs, parts of words, our ranks), so that all
it found had to be looked at again, and importing and opening it costs as much as reading our table.
"""
