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
_KNOWN = frozenset(_OF_TRIGRAM.values())


def country_code(written: str) -> str:
    """Our code for a country as a file writes it, "" if it is none that we know.

    >>> country_code("ESP"), country_code("(ENG)"), country_code("sco"), country_code("Atlantis")
    ('es', 'en', 'sco', '')
    """
    word = written.strip(" ()")
    return _OF_TRIGRAM.get(word.upper()) or (word.lower() if word.lower() in _KNOWN else "")


def home_country(competition: str) -> str:
    """The country whose clubs play in a competition; "" for international ones.

    >>> home_country("es.cup"), home_country("uefa.cl"), home_country("friendly")
    ('es', '', '')
    """
    head = competition.split(".", 1)[0]
    return "" if head in CONFEDERATIONS or "." not in competition else head
