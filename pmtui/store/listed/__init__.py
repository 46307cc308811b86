"""Which postmortems of a library are shown, in which order and under which headings.

A list is made in three steps, for the screen and for ``pmtui list`` alike. `cards` gives each
summary what it is found by: its day and, once somebody filters, its words in lower case. `wanted`
reads what is typed to filter (or given as options) and chooses the cards that fit. `orders` sorts
them and puts headings between. `views` keeps a filter, an order and headings under a name.
"""
