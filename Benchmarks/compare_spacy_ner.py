"""spaCy's named entity recogniser beside Nightdesk's tagger and entities plugin, on the same text in one run.

spaCy and its model en_core_web_sm must be installed in the Python that runs this, or in the one that SPACY_PYTHON names;
where they are not, the script says so and prints Nightdesk's figures alone. It installs nothing.
Both sides are timed on one thread, without start-up and reading: spaCy's `ner` on documents that are tokenised and have
their vectors, and its full pipeline; Nightdesk as the difference of two runs, of many articles and of few.
"""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from compare_spacy import PROGRAM, ROOT, articles  # noqa: E402

BUILD = os.path.join(ROOT, ".build", "spacy-ner")
MODEL = "en_core_web_sm"
MANY, FEW = 4000, 400


def cpu(arguments):
    """The least CPU time of three runs of the program."""
    best = None
    for _ in range(3):
        before = os.times()
        subprocess.run([PROGRAM] + arguments, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        spent = (after.children_user + after.children_system) - (before.children_user + before.children_system)
        best = spent if best is None else min(best, spent)
    return best


def tag_plugin():
    """A plugin that only tags."""
    folder = os.path.join(BUILD, "tagonly")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(ROOT, "Plugins", "entities", "entities.tagger"), "rb") as f, \
            open(os.path.join(folder, "model.tagger"), "wb") as g:
        g.write(f.read())
    with open(os.path.join(folder, "init.lua"), "w") as f:
        f.write('local tagger = desk.tagger("model.tagger")\n'
                'return { name = "tagonly", provides = { tagonly = { "X" } },\n'
                "  annotate = function(article) tagger:tag(article) end }\n")
    return folder


def nothing_plugin():
    folder = os.path.join(BUILD, "nothing")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "init.lua"), "w") as f:
        f.write('return { name = "nothing", provides = { nothing = { "X" } }, annotate = function() end }\n')
    return folder


def words_per_second(plugin, files, words):
    """Of a plugin: the time for many articles less that for few, less that of reading and tokenising them."""
    spent = [cpu(["run", "--plugin", plugin, f, "-o", os.devnull]) for f in files]
    base = [cpu(["run", "--plugin", nothing_plugin(), f, "-o", os.devnull]) for f in files]
    return (words[0] - words[1]) / ((spent[0] - spent[1]) - (base[0] - base[1]))


def spacy_speeds(texts, words):
    import spacy
    nlp = spacy.load(MODEL)
    speeds = {}
    started = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    speeds["full pipeline"] = words / (time.perf_counter() - started)
    docs = list(nlp.pipe(texts, disable=["ner", "tagger", "parser", "lemmatizer", "attribute_ruler"]))
    ner = nlp.get_pipe("ner")
    started = time.perf_counter()
    for _ in ner.pipe(docs):
        pass
    speeds["ner alone"] = words / (time.perf_counter() - started)
    return speeds


def python_with_model():
    """This Python, or the one that SPACY_PYTHON names, if spaCy and its model are installed there; else None."""
    python = os.environ.get("SPACY_PYTHON", sys.executable)
    try:
        done = subprocess.run([python, "-c", f"import spacy; spacy.load('{MODEL}')"], capture_output=True)
    except OSError:
        return None
    return python if done.returncode == 0 else None


def main():
    os.makedirs(BUILD, exist_ok=True)
    texts = list(articles(MANY))
    if len(sys.argv) > 1 and sys.argv[1] == "--spacy":
        few = texts[:FEW]
        print(json.dumps(spacy_speeds(few, sum(len(t.split()) for t in few))))
        return
    files, words = [], []
    for count in (MANY, FEW):
        path = os.path.join(BUILD, f"{count}.jsonl")
        with open(path, "w") as f:
            for text in texts[:count]:
                f.write(json.dumps({"text": text}) + "\n")
        files.append(path)
        words.append(sum(len(t.split()) for t in texts[:count]))
    tagging = words_per_second(tag_plugin(), files, words)
    entities = words_per_second(os.path.join(ROOT, "Plugins", "entities"), files, words)
    print(f"nightdesk, tagging alone            {tagging:12,.0f} words/s")
    print(f"nightdesk, entities plugin          {entities:12,.0f} words/s")
    python = python_with_model()
    if python is None:
        print(f"skipped: spaCy with {MODEL} is not installed here (set SPACY_PYTHON)")
        return
    out = subprocess.run([python, os.path.abspath(__file__), "--spacy"], check=True, capture_output=True, text=True)
    for name, speed in json.loads(out.stdout.splitlines()[-1]).items():
        print(f"spaCy {MODEL}, {name:16}{speed:12,.0f} words/s; tagging is {tagging / speed:,.0f} times as fast, "
              f"entities {entities / speed:,.0f} times")


if __name__ == "__main__":
    main()
