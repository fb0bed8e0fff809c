"""What results mean under the rules: tables, ties, brackets; and what was known when.

Rulebooks are data (``data/*.toml``): one file a competition, one dated and sourced edition for each
change of wording. The engine holds one small function a word. Every answer is a function of a
snapshot, a season and a catalogue of rulebooks.

========================  =====================================================================
:mod:`.words`             the words that rulebooks may use, and how they are said
:mod:`.edition`           one edition of a rulebook, as values
:mod:`.rulefile`          rules files: TOML in, editions out, every word checked
:mod:`.catalogue`         all rulebooks; users' own are checked and put before them
:mod:`.describe`          a rulebook in words
:mod:`.sums`              what clubs won and scored, at once or match by match
:mod:`.order`             who stands above whom: whole numbers in, an order and its reasons out
:mod:`.field`             the matches of one table, as the engine counts them
:mod:`.shape`             play-offs for a place, splits, places by decision
:mod:`.table`             league and group tables of a snapshot
:mod:`.coverage`          how much of a season is held
:mod:`.ranking`           rankings across groups
:mod:`.conference`        tables of some clubs of a league, in which all their matches count
:mod:`.average`           relegation by the average of several seasons
:mod:`.europe`            European places as cup winners leave them
:mod:`.series`            the table after every day of a season
:mod:`.counting`          tables of a part of the matches; scores put in
:mod:`.why`               what separates two clubs, criterion by criterion
:mod:`.tie`               who goes through, and by which step: a pure function
:mod:`.knockout`          the ties of a snapshot
:mod:`.sentence`          ties in a sentence
:mod:`.bracket`           who meets whom, and where they come from
:mod:`.honours`           who won a competition, season by season
:mod:`.decisions`         corrections of the ledger, as the engines use them
:mod:`.calendar`          the ledger at a moment: what was known then
:mod:`.visibility`        which matches were on the calendar on a day
:mod:`.standing`          where a club stands in a competition
:mod:`.place`             its place in a table, and how far it is from the zones
:mod:`.fixtures`          its fixtures and results
:mod:`.alive`             which clubs of a country are still in which cup
========================  =====================================================================
"""
