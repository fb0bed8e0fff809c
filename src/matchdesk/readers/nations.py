"""National sides by name, and the country code that stands in ids.

Members of FIFA, past and present, under the names that data sets use; sides of islands, regions
and peoples that are not members have no code.
"""

from __future__ import annotations

from matchdesk.core.text import fold

__all__ = ["nation_code"]

_CODE_OF = {
    fold(name): code
    for code, names in (
        entry.split("=")
        for entry in """
af=Afghanistan;al=Albania;dz=Algeria;as=American Samoa;ad=Andorra;ao=Angola;ai=Anguilla
ag=Antigua and Barbuda;ar=Argentina;am=Armenia;aw=Aruba;au=Australia;at=Austria;az=Azerbaijan
bs=Bahamas;bh=Bahrain;bd=Bangladesh;bb=Barbados;by=Belarus;be=Belgium;bz=Belize,British Honduras
bj=Benin,Dahomey;bm=Bermuda;bt=Bhutan;bo=Bolivia;ba=Bosnia and Herzegovina,Bosnia & Herzegovina
bw=Botswana;br=Brazil;vg=British Virgin Islands;bn=Brunei;bg=Bulgaria
bf=Burkina Faso,Upper Volta;bi=Burundi;kh=Cambodia;cm=Cameroon;ca=Canada;cv=Cape Verde,Cabo Verde
ky=Cayman Islands;cf=Central African Republic;td=Chad;cl=Chile;cn=China,China PR;co=Colombia
km=Comoros;cg=Congo;ck=Cook Islands;cr=Costa Rica;hr=Croatia;cu=Cuba
cw=Curaçao,Netherlands Antilles;cy=Cyprus;cz=Czech Republic,Czechia
cs=Czechoslovakia,Bohemia,Bohemia and Moravia,Representation of Czechs and Slovaks
cd=DR Congo,Zaire,Zaïre,Congo DR,Congo-Kinshasa,Congo-Léopoldville,Belgian Congo;dk=Denmark
dj=Djibouti,French Somaliland;dm=Dominica;do=Dominican Republic;ec=Ecuador
eg=Egypt,United Arab Republic;sv=El Salvador;en=England;gq=Equatorial Guinea;er=Eritrea;ee=Estonia
sz=Eswatini,Swaziland;et=Ethiopia;fo=Faroe Islands;fj=Fiji;fi=Finland;fr=France;ga=Gabon;gm=Gambia
ge=Georgia;ddr=German DR,East Germany;de=Germany,West Germany;gh=Ghana,Gold Coast;gi=Gibraltar
gr=Greece;gd=Grenada;gu=Guam;gt=Guatemala;gn=Guinea;gw=Guinea-Bissau,Portuguese Guinea
gy=Guyana,British Guiana;ht=Haiti;hn=Honduras;hk=Hong Kong;hu=Hungary;is=Iceland;in=India
id=Indonesia,Dutch East Indies;ir=Iran,IR Iran;iq=Iraq;il=Israel,Mandatory Palestine;it=Italy
ci=Ivory Coast,Côte d'Ivoire;jm=Jamaica;jp=Japan;jo=Jordan;kz=Kazakhstan;ke=Kenya;xk=Kosovo
kw=Kuwait;kg=Kyrgyzstan,Kyrgyz Republic;la=Laos;lv=Latvia;lb=Lebanon;ls=Lesotho;lr=Liberia
ly=Libya;li=Liechtenstein;lt=Lithuania;lu=Luxembourg;mo=Macau;mg=Madagascar
mw=Malawi,Nyasaland;my=Malaysia,Malaya;mv=Maldives;ml=Mali;mt=Malta;mr=Mauritania;mu=Mauritius
mx=Mexico;md=Moldova;mn=Mongolia;me=Montenegro;ms=Montserrat;ma=Morocco;mz=Mozambique
mm=Myanmar,Burma;na=Namibia;np=Nepal;nl=Netherlands,Holland;nc=New Caledonia;nz=New Zealand
ni=Nicaragua;ne=Niger;ng=Nigeria;kp=North Korea,Korea DPR;mk=North Macedonia,Macedonia,FYR Macedonia
nir=Northern Ireland;no=Norway;om=Oman;pk=Pakistan;ps=Palestine;pa=Panama;pg=Papua New Guinea
py=Paraguay;pe=Peru;ph=Philippines;pl=Poland;pt=Portugal;pr=Puerto Rico;qa=Qatar
ie=Republic of Ireland,Irish Free State,Éire;ro=Romania;ru=Russia;rw=Rwanda;kn=Saint Kitts and Nevis
lc=Saint Lucia,St. Lucia;vc=Saint Vincent and the Grenadines;ws=Samoa,Western Samoa;sm=San Marino
sa=Saudi Arabia;sco=Scotland;sn=Senegal;rs=Serbia;yu=Yugoslavia,FR Yugoslavia,Serbia and Montenegro
sc=Seychelles;sl=Sierra Leone;sg=Singapore;sk=Slovakia;si=Slovenia;sb=Solomon Islands;so=Somalia
za=South Africa;kr=South Korea,Korea Republic;ss=South Sudan;su=Soviet Union,CIS;es=Spain
lk=Sri Lanka,Ceylon;sd=Sudan;sr=Suriname,Dutch Guyana;se=Sweden;ch=Switzerland;sy=Syria
st=São Tomé and Príncipe;pf=Tahiti;tw=Taiwan,Chinese Taipei;tj=Tajikistan;tz=Tanzania,Tanganyika
th=Thailand;tl=Timor-Leste;tg=Togo;to=Tonga;tt=Trinidad and Tobago,Trinidad & Tobago;tn=Tunisia
tr=Turkey,Türkiye;tm=Turkmenistan;tc=Turks and Caicos Islands;ug=Uganda;ua=Ukraine
ae=United Arab Emirates;us=United States,USA;vi=United States Virgin Islands;uy=Uruguay
uz=Uzbekistan;vu=Vanuatu,New Hebrides;ve=Venezuela;vn=Vietnam;wal=Wales;ye=Yemen
zm=Zambia,Northern Rhodesia;zw=Zimbabwe,Southern Rhodesia,Rhodesia;saar=Saarland
""".replace("\n", ";").split(";")
        if entry
    )
    for name in names.split(",")
}


def nation_code(name: str) -> str:
    """Country code of a national side, "" for a side that is no member of FIFA.

    >>> nation_code("Scotland"), nation_code("West Germany"), nation_code("Padania")
    ('sco', 'de', '')
    """
    return _CODE_OF.get(fold(name), "")
