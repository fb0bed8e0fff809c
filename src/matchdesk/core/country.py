"""Country codes: the ones in our ids, and the three letters that files write.

Ours are two small letters of ISO 3166 where the association is a state's, and ``en``, ``sco``,
``wal``, ``nir`` for the four of the United Kingdom. The three letters are FIFA's.
"""

from __future__ import annotations

CONFEDERATIONS = frozenset({"uefa", "fifa", "conmebol", "concacaf", "afc", "caf", "ofc"})

# FIFA's trigram → our code. Former states keep a code of their own.
_OF_TRIGRAM = {
    word[:3]: word[4:]
    for word in """
AFG=af AIA=ai ALB=al ALG=dz AND=ad ANG=ao ARG=ar ARM=am ARU=aw ASA=as ATG=ag AUS=au AUT=at AZE=az
BAH=bs BAN=bd BDI=bi BEL=be BEN=bj BER=bm BFA=bf BHR=bh BHU=bt BIH=ba BLR=by BLZ=bz BOL=bo BOT=bw
BRA=br BRB=bb BRU=bn BUL=bg CAM=kh CAN=ca CAY=ky CGO=cg CHA=td CHI=cl CHN=cn CIV=ci CMR=cm COD=cd
COK=ck COL=co COM=km CPV=cv CRC=cr CRO=hr CTA=cf CUB=cu CUW=cw CYP=cy CZE=cz DEN=dk DJI=dj DMA=dm
DOM=do ECU=ec EGY=eg ENG=en EQG=gq ERI=er ESP=es EST=ee ETH=et FIJ=fj FIN=fi FRA=fr FRO=fo GAB=ga
GAM=gm GEO=ge GER=de GHA=gh GIB=gi GNB=gw GRE=gr GRN=gd GUA=gt GUI=gn GUM=gu GUY=gy HAI=ht HKG=hk
HON=hn HUN=hu IDN=id IND=in IRL=ie IRN=ir IRQ=iq ISL=is ISR=il ITA=it JAM=jm JOR=jo JPN=jp KAZ=kz
KEN=ke KGZ=kg KOR=kr KOS=xk KSA=sa KUW=kw KVX=xk LAO=la LBN=lb LBR=lr LBY=ly LCA=lc LES=ls LIE=li
LTU=lt LUX=lu LVA=lv MAC=mo MAD=mg MAR=ma MAS=my MDA=md MDV=mv MEX=mx MGL=mn MKD=mk MLI=ml MLT=mt
MNE=me MON=mc MOZ=mz MRI=mu MSR=ms MTN=mr MWI=mw MYA=mm NAM=na NCA=ni NCL=nc NED=nl NEP=np NGA=ng
NIG=ne NIR=nir NOR=no NZL=nz OMA=om PAK=pk PAN=pa PAR=py PER=pe PHI=ph PLE=ps PNG=pg POL=pl POR=pt
PRK=kp PUR=pr QAT=qa ROU=ro RSA=za RUS=ru RWA=rw SAM=ws SCO=sco SDN=sd SEN=sn SEY=sc SGP=sg SIN=sg
SKN=kn SLE=sl SLV=sv SMR=sm SOL=sb SOM=so SRB=rs SRI=lk SSD=ss STP=st SUI=ch SUR=sr SVK=sk SVN=si
SWE=se SWZ=sz SYR=sy TAH=pf TAN=tz TCA=tc TGA=to THA=th TJK=tj TKM=tm TLS=tl TOG=tg TPE=tw TRI=tt
TUN=tn TUR=tr UAE=ae UGA=ug UKR=ua URU=uy USA=us UZB=uz VAN=vu VEN=ve VGB=vg VIE=vn VIN=vc VIR=vi
WAL=wal YEM=ye ZAM=zm ZIM=zw GDR=ddr FRG=de URS=su TCH=cs YUG=yu SCG=yu CIS=su SAA=saar
""".split()
}
# Whose clubs play in a confederation's club competitions, by our codes.
_MEMBERS = {
    "uefa": """
al ad am at az by be ba bg hr cy cz dk en ee fo fi fr ge de gi gr hu is il it kz xk lv li lt lu mt md
me nl mk nir no pl pt ie ro ru sm sco rs sk si es se ch tr ua wal mc ddr su yu cs saar""",
    "conmebol": "ar bo br cl co ec py pe uy ve",
    "concacaf": "us mx ca cr hn gt sv pa ni bz jm tt ht do cu cw pr bm sr gy bs bb ag lc gd kn",
    "afc": "jp kr cn au sa ir iq ae qa om bh kw jo sy lb uz tm tj kg th vn my sg id ph in pk bd hk kp",
    "caf": "eg ma dz tn ly za ng gh cm ci sn cd cg ao zm zw ke ug tz et sd ml bf bj tg ne gn gm mz",
    "ofc": "nz fj nc pf pg sb vu ws to",
}
# Countries whose clubs also play, or played, in a neighbour's competitions. English, Scottish, Welsh
# and Irish clubs met in the FA Cup before each had leagues of its own.
_ALLIES = {
    "wal": "en", "mc": "fr", "li": "ch", "ad": "es", "sm": "it", "ca": "us", "nz": "au", "nir": "ie",
    "ie": "nir", "gg": "en", "en": "wal sco nir", "us": "ca", "au": "nz",
}  # fmt: skip
# International competitions of clubs; every other one is of national sides.
_OF_CLUBS = frozenset(
    """
uefa.cl uefa.el uefa.ecl uefa.cwc uefa.fairs uefa.supercup uefa.intertoto uefa.mitropa uefa.latin
fifa.clubwc fifa.intercontinental conmebol.lib conmebol.sud conmebol.recopa conmebol.super
concacaf.cl concacaf.leagues afc.cl afc.cl2 caf.cl caf.cc ofc.cl
""".split()
)
_KNOWN = frozenset(_OF_TRIGRAM.values())
_NAMES = {
    word.split("=")[0]: word.split("=")[1].replace("_", " ")
    for word in """
al=Albania ad=Andorra am=Armenia at=Austria az=Azerbaijan by=Belarus be=Belgium
ba=Bosnia_and_Herzegovina bg=Bulgaria hr=Croatia cy=Cyprus cz=the_Czech_Republic dk=Denmark
en=England ee=Estonia fo=the_Faroe_Islands fi=Finland fr=France ge=Georgia de=Germany gi=Gibraltar
gr=Greece hu=Hungary is=Iceland il=Israel it=Italy kz=Kazakhstan xk=Kosovo lv=Latvia
li=Liechtenstein lt=Lithuania lu=Luxembourg mt=Malta md=Moldova me=Montenegro nl=the_Netherlands
mk=North_Macedonia nir=Northern_Ireland no=Norway pl=Poland pt=Portugal ie=Ireland ro=Romania
ru=Russia sm=San_Marino sco=Scotland rs=Serbia sk=Slovakia si=Slovenia es=Spain se=Sweden
ch=Switzerland tr=Turkey ua=Ukraine wal=Wales ddr=East_Germany su=the_Soviet_Union
cs=Czechoslovakia yu=Yugoslavia saar=the_Saarland mc=Monaco ar=Argentina bo=Bolivia br=Brazil
cl=Chile co=Colombia ec=Ecuador py=Paraguay pe=Peru uy=Uruguay ve=Venezuela mx=Mexico
us=the_United_States ca=Canada cr=Costa_Rica hn=Honduras jp=Japan kr=South_Korea cn=China
au=Australia sa=Saudi_Arabia ir=Iran qa=Qatar ae=the_United_Arab_Emirates eg=Egypt ma=Morocco
dz=Algeria tn=Tunisia za=South_Africa ng=Nigeria gh=Ghana nz=New_Zealand
""".split()
}


def country_code(written: str) -> str:
    """Our code for a country as a file writes it, "" if it is none that we know.

    >>> country_code("ESP"), country_code("(ENG)"), country_code("sco"), country_code("Atlantis")
    ('es', 'en', 'sco', '')
    """
    word = written.strip(" ()")
    return _OF_TRIGRAM.get(word.upper()) or (word.lower() if word.lower() in _KNOWN else "")


def trigram(country: str) -> str:
    """FIFA's three letters for one of our codes, "" where there are none.

    >>> trigram("es"), trigram("xk"), trigram("")
    ('ESP', 'KOS', '')
    """
    return next((word for word, code in _OF_TRIGRAM.items() if code == country), "")


def home_country(competition: str) -> str:
    """The country whose clubs play in a competition; "" for international ones.

    >>> home_country("es.cup"), home_country("uefa.cl"), home_country("friendly")
    ('es', '', '')
    """
    head = competition.split(".", 1)[0]
    return "" if head in CONFEDERATIONS or "." not in competition else head


def members(confederation: str) -> frozenset[str]:
    """Countries whose clubs play in a confederation's competitions; empty where not known."""
    return frozenset(_MEMBERS.get(confederation, "").split())


def allies(country: str) -> tuple[str, ...]:
    """Countries whose clubs may play in competitions of this one, nearest first.

    >>> allies("wal"), allies("en"), allies("es")
    (('en',), ('wal', 'sco', 'nir'), ())
    """
    return tuple(_ALLIES.get(country, "").split())


def side_of(competition: str) -> str:
    """Whose sides meet: "" men's clubs, "w" women's clubs, "n" nations, "nw" women's nations.

    >>> side_of("es.1"), side_of("en.1.w"), side_of("fifa.wc"), side_of("uefa.cl")
    ('', 'w', 'n', '')
    """
    women = competition.endswith(".w")
    plain = competition.removesuffix(".w")
    head = plain.split(".", 1)[0]
    national = (head in CONFEDERATIONS or plain == "friendly") and plain not in _OF_CLUBS
    return ("n" if national else "") + ("w" if women else "")


def country_name(country: str) -> str:
    """A country's name in English, for those whose clubs meet often; else its FIFA trigram.

    >>> country_name("de"), country_name("sco"), country_name("")
    ('Germany', 'Scotland', 'abroad')
    """
    return _NAMES.get(country) or trigram(country) or country.upper() or "abroad"
