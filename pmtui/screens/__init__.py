"""The screens: the library, the guide with its nine pages, and their dialogs."""
