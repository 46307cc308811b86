"""Earlier causes that mean the same in other words (domain guide, 5.4), and what became of them.

`terms.py` makes terms of a statement by the lexicon, `index.py` finds the nearest of many,
`earlier.py` those that a postmortem may repeat, `shared.py` shows by which words, `outcome.py` what
was decided then.

How it was chosen: `python -m tests.recurrence` prints recall and false alarms of several methods on
a labelled set, of which one half set weights and threshold. Words alone find none of the
paraphrases, whatever is made of them: stems, BM25, parts of words.
"""
