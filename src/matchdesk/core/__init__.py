"""The nouns of the game: pure values that import nothing else of matchdesk."""
