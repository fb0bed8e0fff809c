"""What results mean under the rules: tables, ties, groups and brackets.

Rulebooks are data (``data/*.toml``): one file a competition, one dated and sourced edition for each
change of wording. The engine holds one small function a word.

========================  =====================================================================
:mod:`.words`             the words that rulebooks may use, and how they are said
:mod:`.edition`           one edition of a rulebook, as values
:mod:`.rulefile`          rules files: TOML in, editions out, every word checked
:mod:`.catalogue`         all rulebooks: ``rulebook``, ``competition_name``, ``known_competitions``
:mod:`.order`             who stands above whom: columns of whole numbers in, an order out
:mod:`.table`             league and group tables of a snapshot
:mod:`.shape`             play-offs for a place, splits, places by decision
:mod:`.tie`               who goes through, and by which step: a pure function
:mod:`.knockout`          the ties of a snapshot
:mod:`.sentence`          ties in a sentence
:mod:`.bracket`           who meets whom, and where they come from
:mod:`.decisions`         corrections of the ledger, as the engines use them
:mod:`.describe`          a rulebook in words
========================  =====================================================================
"""
