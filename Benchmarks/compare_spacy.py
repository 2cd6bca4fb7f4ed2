"""spaCy's Matcher and PhraseMatcher beside Nightdesk, on the same text with equivalent patterns, in one run.

Makes a virtual environment of its own in .build/spacy; where spaCy cannot be installed, it says so and ends.
Both sides are timed on texts that are tokenised before: spaCy's documents, Nightdesk's token tables. Both give
their matches as positions. Processor time, the best of several runs.
"""
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.join(os.path.dirname(HERE), ".build", "spacy")
PROGRAM = os.path.join(HERE, ".build", "release", "MatchTiming")

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
    ("OrgHead", "the %Cap{1,3} [Council Authority Ministry]",
     [{"LOWER": "the"}, {"IS_TITLE": True, "OP": "{1,3}"}, {"TEXT": {"IN": ["Council", "Authority", "Ministry"]}}]),
    ("Voted", "voted %num to %num",
     [{"LOWER": "voted"}, {"LIKE_NUM": True}, {"LOWER": "to"}, {"LIKE_NUM": True}]),
    ("Day", "on [Monday Tuesday Wednesday Thursday Friday]",
     [{"LOWER": "on"}, {"TEXT": {"IN": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]}}]),
    ("Least", "at least %num [people men women]",
     [{"LOWER": "at"}, {"LOWER": "least"}, {"LIKE_NUM": True}, {"LOWER": {"IN": ["people", "men", "women"]}}]),
]
NOUNS = ["minister", "bridge", "council", "budget", "harbour", "report", "strike", "ferry", "talks", "parties"]


def rules(count):
    """The ten above and, to make so many, others that name nouns of the texts with a number."""
    made = list(RULES)
    for number in range(len(RULES), count):
        word = f"{NOUNS[number % 10]}{number}"
        if number % 2:
            made.append((f"r{number}", f"the {word} of %Cap{{1,2}}",
                         [{"LOWER": "the"}, {"LOWER": word}, {"LOWER": "of"}, {"IS_TITLE": True, "OP": "{1,2}"}]))
        else:
            made.append((f"r{number}", f"{word} [said told] that",
                         [{"LOWER": word}, {"LOWER": {"IN": ["said", "told"]}}, {"LOWER": "that"}]))
    return made


def articles(count):
    """Sentences of invented news, always the same."""
    names = ["Ana Ruiz", "Karim Okafor", "Elena Sorokina", "Bo Lind"]
    sentences = [
        "Mayor {n} said on Tuesday that the bridge in Port Alder would cost $3.5 million, far more than was planned.",
        "At least 12 people were injured when the ferry left the harbour in heavy rain shortly before noon, police said.",
        "The council voted 7 to 2, according to the Harbour Authority, which few had expected after the long debate.",
        "{n} told reporters that the talks had failed after months of quiet negotiation between the parties.",
        "The new rules, which have been debated for years, will take effect once the courts have looked at them.",
        "Residents have complained for months about noise, dust and lorries that block the narrow streets near the port.",
    ]
    for number in range(count):
        yield " ".join(sentences[(number + k) % 6].format(n=names[(number * 7 + k) % 4]) for k in range(24))


def ours(kind, texts, path):
    out = subprocess.run([PROGRAM, kind, texts, path], check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1])


def best(body, runs):
    times = []
    for _ in range(runs):
        start = time.process_time()
        found = body()
        times.append(time.process_time() - start)
    return min(times), found


def show(name, words, theirs, found, figures):
    print(f"{name:24} spaCy {words / theirs:>12,.0f} words/s ({found} matches)"
          f"   Nightdesk {words / figures['seconds']:>13,.0f} words/s ({figures['matches']:.0f})"
          f"   ratio {theirs / figures['seconds']:.0f}", flush=True)


def main():
    python = os.path.join(BUILD, "env", "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(BUILD, "env")], check=True)
    if subprocess.run([python, "-c", "import spacy"], capture_output=True).returncode != 0:
        if subprocess.run([python, "-m", "pip", "install", "-q", "spacy"]).returncode != 0:
            print("skipped: spaCy cannot be installed here")
            return
    if "--inside" not in sys.argv:
        sys.exit(subprocess.run([python, os.path.abspath(__file__), "--inside"]).returncode)
    if not os.path.exists(PROGRAM):
        sys.exit("build it first: swift build -c release --product MatchTiming, in Benchmarks")
    import spacy
    from spacy.matcher import Matcher, PhraseMatcher

    texts = list(articles(1000))
    path = os.path.join(BUILD, "articles.jsonl")
    with open(path, "w") as f:
        for text in texts:
            f.write(json.dumps({"text": text}) + "\n")
    words = sum(len(t.split()) for t in texts)
    nlp = spacy.blank("en")
    docs = [nlp(t) for t in texts]
    print(f"spaCy {spacy.__version__}, {words} words")

    for count in (10, 100, 1000):
        chosen = rules(count)
        matcher = Matcher(nlp.vocab)
        for name, _, pattern in chosen:
            matcher.add(name, [pattern], greedy="LONGEST")
        used = docs if count < 1000 else docs[:100]
        theirs, found = best(lambda: sum(len(matcher(doc)) for doc in used), 3 if count == 10 else 1)
        theirs *= len(docs) / len(used)
        found = found * len(docs) // len(used)
        file = os.path.join(BUILD, f"rules-{count}.tsv")
        with open(file, "w") as f:
            f.writelines(f"{name}\t{pattern}\n" for name, pattern, _ in chosen)
        show(f"Matcher, {count} rules", words, theirs, found, ours("rules", path, file))

    phrases = ["Port Alder", "Harbour Authority", "Ana Ruiz", "Karim Okafor", "Elena Sorokina", "Bo Lind"]
    phrases += [f"{noun.title()} {number} Alder" for number in range(2000) for noun in NOUNS]
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("phrases", [nlp.make_doc(p) for p in phrases])
    theirs, found = best(lambda: sum(len(matcher(doc)) for doc in docs), 3)
    file = os.path.join(BUILD, "phrases.txt")
    with open(file, "w") as f:
        f.writelines(p + "\n" for p in phrases)
    show(f"PhraseMatcher, {len(phrases):,}", words, theirs, found, ours("list", path, file))


if __name__ == "__main__":
    main()
