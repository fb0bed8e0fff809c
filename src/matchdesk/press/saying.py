"""Who is said to speak: verbs of saying, and the person who stands as their subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

SAY = (
    r"(?:said|says|saying|say|told|tells|telling|added|adds|adding|admitted|admits|admitting|"
    r"explained|explains|explaining|insisted|insists|insisting|continued|continues|commented|"
    r"conceded|concedes|conceding|declared|declares|stated|states|claimed|claims|claiming|remarked|"
    r"remarks|reflected|reflects|confessed|confesses|concluded|concludes|joked|jokes|joking|argued|"
    r"argues|arguing|warned|warns|warning|wrote|writes|writing|tweeted|tweets|posted|replied|"
    r"replies|revealed|reveals|revealing|stressed|stresses|stressing|noted|notes|noting|complained|"
    r"complains|lamented|laments|enthused|enthuses|quipped|quips|beamed|beams|vowed|vows|vowing|"
    r"pointed out|points out|pointing out|acknowledged|acknowledges|acknowledging|agreed|agrees|"
    r"went on|goes on|mused|muses|smiled|laughed|roared|fumed|fumes|raged|blasted|hit back|hits back|"
    r"sighed|observed|observes|recalled|recalls|responded|responds|answered|answers|countered|"
    r"counters|suggested|suggests|maintained|maintains|emphasi[sz]ed|emphasi[sz]es|reiterated|"
    r"reiterates|underlined|promised|promises|promising|pledged|pledges|announced|announces|"
    r"exclaimed|cried|shouted|snapped|grinned|shrugged|gushed|purred|moaned|groaned|opined|"
    r"reckoned|reckons|believed|believes|commenting|speaking|boasted|boasts|urged|urges|hailed|"
    r"praised|summed up|asked|wondered|chimed in|offered|repeated|repeats|ventured|volunteered|"
    r"protested|accepted|accepts|apologi[sz]ed|protests|quoted as saying|gasped|regretted|regrets|grumbled|"
    r"bragged|crowed|chuckled|cautioned|cautions|confirmed|confirms|disclosed|hinted|hints|marvell?ed|muttered|"
    r"murmured|objected|objects|pleaded|proclaimed|rejoiced|retorted|scoffed|screamed|sneered|sobbed|"
    r"spluttered|swore|swears|thundered|whispered|yelled|growled|barked|bellowed|boomed|deadpanned|howled|"
    r"jested|reasoned|recounted|surmised|trumpeted|hissed|bemoaned|bemoans|fretted|winced)"
)
# With these a quotation of a few words inside a sentence is speech too.
_TOLD_AS = re.compile(
    rf"\b(?:{SAY}|described|describes|describing|called|calls|calling|labell?ed|labels|branded|brands|"
    r"branding|dubbed|hailed|hailing|spoke|speaks|felt|feels|thought|thinks|blamed|blames|bemoaned|"
    r"accused|accuses|criticised|criticized|praised|praising|dismissed|rejected|talked|"
    r"characterised|slammed|according to|apologised|denied|denies|rued|likened|credited|"
    r"complimented|paid tribute|in the words of)\b"
)  # fmt: skip
_LETTER = r"A-ZÀ-ÖØ-ÞŁŠŽĆČĐŚŻİĞ"
_PARTICLE = r"(?:de|van|der|den|di|da|do|dos|del|el|al|von|la|le|ten|ter|bin|mac|st|y|e)"
_PART = rf"(?:[{_LETTER}][\w’'-]{{0,30}}\w|[{_LETTER}]\.)"
NAME = rf"(?:{_PART}(?:[ \t](?:{_PARTICLE}[ \t]){{0,2}}{_PART}){{0,3}})"
ROLES = (
    r"(?:head coach|assistant|assistant coach|assistant manager|caretaker manager|caretaker coach|caretaker|"
    r"coach|manager|boss|captain|skipper|goalkeeper|keeper|striker|defender|midfielder|forward|"
    r"winger|full-back|fullback|centre-back|center-back|left-back|right-back|playmaker|president|"
    r"chairman|chief executive|owner|director|sporting director|referee|spokesman|spokeswoman|"
    r"player-manager|trainer|goalscorer|scorer|substitute|international|tactician|team-mate|teammate|"
    r"counterpart|opposite number|veteran|number two|secretary|supremo|chief|midfield player|"
    r"centre-forward|centre-half|center-forward|half-back|inside-forward|man|star|ace|hero)"
)
NATIONS = (
    r"(?:"
    r"Spaniard|Frenchman|Brazilian|German|Italian|Argentine|Argentinian|Portuguese|"
    r"Dutchman|Belgian|Croatian|Croat|Uruguayan|Colombian|Chilean|Mexican|Welshman|"
    r"Scotsman|Scot|Irishman|Ulsterman|Northern Irishman|Englishman|Serbian|Serb|Pole|Dane|"
    r"Swede|Norwegian|Finn|Turk|Greek|Russian|Ukrainian|Czech|Slovak|Slovenian|Slovene|"
    r"Austrian|Swiss|Hungarian|Romanian|Bulgarian|Bosnian|Albanian|Montenegrin|Icelander|"
    r"American|Australian|Canadian|Japanese|South Korean|Korean|Moroccan|Algerian|Tunisian|"
    r"Egyptian|Senegalese|Nigerian|Ghanaian|Cameroonian|Ivorian|Malian|Togolese|"
    r"South African|Paraguayan|Peruvian|Ecuadorian|Venezuelan|Bolivian|Costa Rican|Catalan|"
    r"Basque|Galician|Andalusian|Bavarian|Londoner|Merseysider|Glaswegian|Geordie|"
    r"Yorkshireman|Liverpudlian|Mancunian|Catalonian|Sicilian|Roman|Tuscan|Israeli|Iranian|"
    r"Georgian|Armenian"
    r")"
)
_DESCRIBED = (
    rf"(?:[Tt]he|[Hh]is|[Tt]heir|[Aa]n?|[Aa]nother|[Oo]ne)[ \t](?:[\w’'&.-]{{1,30}}[ \t]){{0,6}}?"
    rf"(?:{ROLES}|{NATIONS}|(?:\d{{2}}|[a-z]{{1,12}}(?:-[a-z]{{1,12}})?)-year-old|"
    rf"(?:club|team|league|government|dressing-room)[ \t](?:source|official|spokesman|spokeswoman|insider|statement|doctor)|"
    rf"source|official|insider|club|board|"
    rf"statement|coach)s?\b"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey)"
_NOBODY = frozenset(
    """
    the a an it this that these those there here his her their our my your we i you but and or so
    then now when while after before if as at in on by for from with of to not no yes what why who
    how monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december tonight today yesterday tomorrow asked
    speaking meanwhile afterwards however although despite though even still yet also both all some
    full-time half-time ft ht result attendance champions league cup premier copa serie bundesliga europa uefa fifa european final
    """.split()
)
_GERUND = re.compile(r"[A-Z][a-z]+(?:ing|ed)$")


@dataclass(frozen=True, slots=True)
class Named:
    """Who speaks, as written: the words, and where they stand. ``kind``: name, role, pronoun."""

    words: str
    start: int
    end: int
    kind: str


_ADVERB = (
    r"(?:(?:had|has|have|also|later|then|afterwards|immediately|simply|duly|once|again|only|even|still|"
    r"himself|herself|was|is|were|being|reportedly|ruefully|defiantly|candidly|frankly|proudly|"
    r"coolly|calmly|quickly|subsequently|previously|recently|openly|freely|both|all|\w{1,30}ly|did|"
    r"could only|would only|refused to be drawn but)[ \t]){0,3}"
)
_ASIDE = r"(?:,[^,\n\"“”]{1,90}?,|[ \t]?\([^)\n]{1,60}\))?"
_SUBJECT = rf"(?:(?P<role>{_DESCRIBED})(?:,)?[ \t](?P<after>{NAME})|(?P<name>{NAME})|(?P<desc>{_DESCRIBED})|(?P<pron>{_PRONOUN}))"
# `X said`, `X, who is 45, later admitted`.
_ACTIVE = re.compile(rf"\b{_SUBJECT}{_ASIDE}[ \t]{_ADVERB}{SAY}\b")
_TELLING = re.compile(rf"\b{_SUBJECT}{_ASIDE}[ \t]{_ADVERB}{_TOLD_AS.pattern}")
# Right after a quotation: `said Zidane`, `said the Dutchman`, `added captain Sergio Ramos`.
_INVERTED = re.compile(
    rf"[\s,.;:—–-]{{0,12}}(?:(?:and|as|so|but)[ \t])?(?:was|were|came)?[ \t]?(?!t[eo]l|ask|urg|prais){SAY}[ \t](?:to[ \t]|that[ \t])?"
    rf"(?:(?:(?:[a-z][\w’'-]{{0,30}}|{NAME}|[A-Z][\w’'&-]{{1,30}})[ \t]){{0,6}}?{ROLES},?[ \t](?P<titled>{NAME})"
    rf"|(?:a|an|the|his|their)[ \t](?:[\w’'&-]{{1,30}}[ \t]){{0,5}}?(?P<after>{NAME})"
    rf"|(?P<name>{NAME})|(?P<desc>{_DESCRIBED})"
    r"|(?P<pron>[Hh]e|[Ss]he)\b(?=[ \t]*(?:[.,;:\n]|$)|[ \t](?:of|after|in|to|on|with|when|as|at)\b))"
)
_STANDS = re.compile(rf"{_SUBJECT}{_ASIDE}[ \t]{_ADVERB}$")
# Right after a quotation: `Zidane said`, `he added`, `the coach told reporters`.
_FOLLOWING = re.compile(
    rf"[\s,.;:—–-]{{0,12}}(?:(?:and|but|as)[ \t])?(?:(?:[\w’'&-]{{1,30}}[ \t]){{0,5}}?{ROLES},?[ \t](?P<titled>{NAME})|{_SUBJECT}){_ASIDE}[ \t]{_ADVERB}{SAY}\b"
)
_SOMEHOW = re.compile(
    rf"[ \t]{{0,3}}[a-z]{{2,14}}(?:ed|s)[ \t](?:(?:[a-z][\w’'-]{{0,30}}[ \t]){{0,3}}?{ROLES},?[ \t](?P<titled>{NAME})"
    rf"|(?P<name>{NAME}))(?=[ \t]*(?:[.,;:\n]|$)|[ \t](?:of|after|in|to|on|with|when|as|at|into)\b)"
)
_DENIED = re.compile(
    rf"[ \t]*(?:(?:And|But|Yet)[ \t])?{_SUBJECT}{_ASIDE}[ \t]{_ADVERB}{_TOLD_AS.pattern}[ \t](?:that|how|whether)\b"
)
_VERDICT = re.compile(
    rf"[\s,.;:—–-]{{0,12}}(?:was|were|came|is)[ \t](?:how[ \t])?(?:the[ \t](?:verdict|view|reaction|response|reply|"
    rf"assessment|message|conclusion|words|opinion|admission|summary|honest assessment)[ \t](?:of|from)[ \t])?"
    rf"(?:[a-z-]{{1,30}}[ \t]){{0,3}}?(?P<name>{NAME})(?:[’']s?[ \t](?:[a-z-]{{1,30}}[ \t]){{0,3}}"
    rf"(?:verdict|view|reaction|response|reply|assessment|message|conclusion|words|opinion|admission|"
    rf"summary)|[ \t]{SAY}|[ \t](?:put|saw|described|summed)\b)?"
)
_SIGNED = re.compile(
    rf"[ \t]{{0,8}}[—–-]{{1,2}}[ \t]?(?P<name>{NAME})(?=[ \t]{{0,8}}(?:[,.(\n]|$))"
)
_STATED = re.compile(
    rf"(?:{_SUBJECT}){_ASIDE}[ \t](?:was|were|had|has|is|remained|felt|looked|put|gave|kept|took|could|did|seemed|"
    r"sounded|offered|made|stayed|cut|saw|left|refused|preferred|chose|turned|paid|tried)\b"
)
# A label before a colon: `Zidane: "…"`, `Zidane (coach): "…"`, `Real coach Zinedine Zidane on Bale: "…"`.
_LABEL = re.compile(
    rf"^[ \t•*–—-]{{0,12}}(?:(?:(?:[\w’'&.-]{{1,30}}[ \t]){{0,5}}?{ROLES},?[ \t])(?P<titled>{NAME})|(?P<name>{NAME}))"
    rf"(?:[ \t]?\([^)\n]{{1,60}}\)|,[^:\n\"“”]{{1,80}}|[ \t](?:on|about|after|speaking|to|at|in|for)[ \t][^:\n\"“”]{{1,80}})?"
    rf"[ \t]{{0,8}}(?::|[—–-])[ \t]{{0,8}}$"
)
ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|in the words of|as[ \t]{SAY} by|quoted)[ \t]"
    rf"(?:(?:[\w’'&.-]{{1,30}}[ \t]){{0,6}}?{ROLES},?[ \t](?P<titled>{NAME})|(?:[a-z][\w’'-]*[ \t]){{0,4}}?(?P<name>{NAME}))"
)


def after(text: str, start: int, end: int) -> Named | None:
    """Who is named as the speaker right after a quotation.

    >>> after(", said Real coach Zinedine Zidane.", 0, 34).words
    'Zinedine Zidane'
    """
    if end - start < 4:
        return None
    stop = min(end, start + 260)
    for shape in (_INVERTED, _FOLLOWING, _VERDICT):
        found = shape.match(text, start, stop)
        if found:
            who = named(found, text)
            if who is not None:
                return who
    if re.search(r",[\"”“’'»]{1,2}$", text[max(0, start - 3) : start]):
        # A speech that a comma ends waits for its speaker, whatever the verb.
        found = _SOMEHOW.match(text, start, stop)
        who = named(found, text) if found else None
        if who is not None:
            return who
    found = _SIGNED.match(text, start, stop)
    return named(found, text) if found else None


def before(text: str, start: int, end: int) -> Named | None:
    """Who is named as the speaker in what leads to a quotation.

    >>> before("Speaking to BBC Sport, Klopp said: ", 0, 35).words
    'Klopp'
    """
    start = max(start, end - 420)
    label = _LABEL.match(text[start:end])
    if label and text[start:end].rstrip()[-1:] == ":":
        who = named(label, text, start)
        if who is not None:
            return who
    first = _DENIED.match(text, start, end) if text[start:end].rstrip()[-1:] == ":" else None
    if first is not None:
        # "He denied that X had said so: …"
        who = named(first, text)
        if who is not None:
            return who
    best: Named | None = None
    for found in _ACTIVE.finditer(text, start, end):
        who = named(found, text)
        if who is not None:
            best = who
    if best is None:
        for found in _TELLING.finditer(text, start, end):
            best = named(found, text) or best
    if best is None and text[start:end].rstrip().endswith(":"):
        # "X was philosophical: …"
        found_first = _STATED.search(text, start, end)
        best = named(found_first, text) if found_first else None
    if best is None:
        told = list(ACCORDING.finditer(text, start, end))
        best = named(told[-1], text) if told else None
    return best


def told_as(text: str, start: int, end: int) -> bool:
    """True if a sentence says that words in marks are somebody's."""
    return _TOLD_AS.search(text, start, end) is not None


def subject(text: str, start: int, verb: int) -> Named | None:
    """The person who stands right before a verb, None where nobody does."""
    floor = max(start, verb - 220)
    found = _STANDS.search(text[floor:verb])
    return named(found, text, floor) if found else None


def named(found: re.Match[str], text: str, offset: int = 0) -> Named | None:
    """Who stands in a match of one of the shapes here; ``offset`` is where its text begins."""
    groups = found.groupdict()
    for key in ("after", "titled", "name", "desc", "pron"):
        words = groups.get(key)
        if not words:
            continue
        start, end = found.start(key) + offset, found.end(key) + offset
        if key == "after" and groups.get("role") and _BODY.search(words):
            # "The Hungarian Football Federation" is one name.
            start = found.start("role") + offset
            return Named(re.sub(r"^[Tt]he[ \t]", "the ", text[start:end]), start, end, "role")
        if key == "pron":
            return Named(words, start, end, "pronoun")
        if key == "desc":
            return Named(words, start, end, "role")
        return _bare(words, start)
    return None


_BODY = re.compile(
    r"\b(?:Federation|Association|Union|Club|Board|Committee|League|Police|Council)$"
)
_DESCRIPTION = re.compile(rf"(?:{NATIONS}|{ROLES})", re.I)
_TITLES = re.compile(
    rf"^(?:(?:{ROLES}|MVP|CEO|Mr|Mrs|Ms|Sir|Dr|Don|Herr|Signor|Senor|Coach|Manager|Boss|Captain|Skipper|Head|"
    rf"Defender|Midfielder|Striker|Forward|Winger|Goalkeeper|Keeper|President|Chairman|Frenchman|Spaniard|"
    rf"Dutchman|Italian|German|Argentine|Brazilian|But|And|So|Then|When|As|While|Afterwards|Later|Yet|"
    rf"Meanwhile|However|Today|Tonight|Yesterday|Asked|Speaking)\.?[ \t]+)+",
    re.I,
)


def _bare(words: str, start: int) -> Named | None:
    """A name without titles and plain words in front; None where it is no name."""
    lead = _TITLES.match(words)
    if lead and lead.end() < len(words):
        start, words = start + lead.end(), words[lead.end() :]
    whose = re.match(r".*[’']s?[ \t]+(?=[^a-z])", words)
    if whose:
        start, words = start + whose.end(), words[whose.end() :]
    if words.startswith("The ") and len(words.split()) > 2:
        start, words = start + 4, words[4:]
    owner = re.search(r"[’']s?$", words)
    if owner:
        words = words[: owner.start()]
    if re.fullmatch(_PRONOUN, words):
        return Named(words, start, start + len(words), "pronoun")
    bare = re.sub(r"^[Tt]he[ \t]+", "", words)
    if _DESCRIPTION.fullmatch(bare):
        return Named(f"the {bare}", start, start + len(words), "role")
    first = words.split()[0].lower().strip(".’'") if words.split() else ""
    if not first or (first in _NOBODY and len(words.split()) < 3) or first in ("i", "we"):
        return None
    return Named(words, start, start + len(words), "name")
