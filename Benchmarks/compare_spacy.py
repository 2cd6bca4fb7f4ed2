"""spaCy's Matcher and PhraseMatcher beside Nightdesk, on the same text with equivalent patterns, in one run.

Makes a virtual environment of its own in .build/spacy; where spaCy cannot be installed, it says so and ends.
Both sides are timed without reading and tokenising: spaCy on documents that are made before, Nightdesk as the
difference of two runs, with and without the rules.
"""
import json
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, ".build", "spacy")
PROGRAM = os.path.join(ROOT, ".build", "release", "nightdesk")

RULES = [
    ("TitleName", "[President Minister Mayor Governor] %Cap{1,3}",
     [{"TEXT": {"IN": ["President", "Minister", "Mayor", "Governor"]}}, {"IS_TITLE": True, "OP": "{1,3}"}]),
    ("Said", "%Cap [said says told added]",
     [{"IS_TITLE": True}, {"LOWER": {"IN": ["said", "says", "told", "added"]}}]),
    ("Money", "[$ € £] %num [million billion]?",
     [{"TEXT": {"IN": ["$", "€", "£"]}}, {"LIKE_NUM": True}, {"LOWER": {"IN": ["million", "billion"]}, "OP": "?"}]),
    ("Killed", "%num [people men women] [were was]? [killed injured]",
     [{"LIKE_NUM": True}, {"LOWER": {"IN": ["people", "men", "women"]}},
      {"LOWER": {"IN": ["were", "was"]}, "OP": "?"}, {"LOWER": {"IN": ["killed", "injured"]}}]),
    ("According", "according to the? %Cap+",
     [{"LOWER": "according"}, {"LOWER": "to"}, {"LOWER": "the", "OP": "?"}, {"IS_TITLE": True, "OP": "+"}]),
    ("InPlace", "in [Port North South East West] %Cap",
     [{"LOWER": "in"}, {"TEXT": {"IN": ["Port", "North", "South", "East", "West"]}}, {"IS_TITLE": True}]),
]


def articles(count):
    """Sentences of invented news, always the same."""
    names = ["Ana Ruiz", "Karim Okafor", "Elena Sorokina", "Bo Lind"]
    sentences = [
        "Mayor {n} said on Tuesday that the bridge in Port Alder would cost $3.5 million.",
        "At least 12 people were injured when the ferry left the harbour, police said.",
        "The council voted 7 to 2, according to the Harbour Authority, which few had expected.",
        "{n} told reporters that the talks had failed after months of quiet negotiation between the parties.",
    ]
    for number in range(count):
        yield " ".join(sentences[(number + k) % 4].format(n=names[(number * 7 + k) % 4]) for k in range(24))


def plugin(name, rules):
    folder = os.path.join(BUILD, name)
    os.makedirs(folder, exist_ok=True)
    lines = ",\n".join('desk.rule{ "%s", [=[ %s ]=], label = "X" }' % (n, p) for n, p, _ in rules)
    with open(os.path.join(folder, "init.lua"), "w") as f:
        body = "rules = { %s }" % lines if rules else "annotate = function() end"
        f.write('return { name = "%s", provides = { %s = { "X" } }, %s }\n' % (name, name, body))
    return folder


def nightdesk(path, folder):
    best = None
    for _ in range(3):
        before = os.times()
        subprocess.run([PROGRAM, "run", path, "--no-text", "--plugin", folder], stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        used = after.children_user - before.children_user
        best = used if best is None else min(best, used)
    return best


def main():
    python = os.path.join(BUILD, "env", "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(BUILD, "env")], check=True)
    if subprocess.run([python, "-c", "import spacy"], capture_output=True).returncode != 0:
        if subprocess.run([python, "-m", "pip", "install", "-q", "spacy"]).returncode != 0:
            print("skipped: spaCy cannot be installed here")
            return
    if os.path.abspath(sys.executable) != os.path.abspath(python) and "--inside" not in sys.argv:
        sys.exit(subprocess.run([python, os.path.abspath(__file__), "--inside"]).returncode)
    import spacy
    from spacy.matcher import Matcher

    texts = list(articles(2000))
    path = os.path.join(BUILD, "articles.jsonl")
    with open(path, "w") as f:
        for text in texts:
            f.write(json.dumps({"text": text}) + "\n")
    words = sum(len(t.split()) for t in texts)
    idle, rules = plugin("idle", []), plugin("rules", RULES)
    ours = nightdesk(path, rules) - nightdesk(path, idle)

    nlp = spacy.blank("en")
    docs = [nlp(t) for t in texts]
    matcher = Matcher(nlp.vocab)
    for name, _, pattern in RULES:
        matcher.add(name, [pattern], greedy="LONGEST")
    start = time.process_time()
    found = sum(len(matcher(doc)) for doc in docs)
    theirs = time.process_time() - start
    print(f"{words} words, {len(RULES)} rules")
    print(f"spaCy {spacy.__version__} Matcher: {words / theirs:,.0f} words/s ({found} matches)")
    print(f"Nightdesk, matching and annotating: {words / ours:,.0f} words/s")
    print(f"ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
