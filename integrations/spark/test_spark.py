"""Nightdesk on Spark against Nightdesk alone, on 20,000 articles: `./test.sh` runs it.

Same annotations as one process, in order; a filter that is killed in the middle of a partition is tried again, with
nothing lost or doubled; the three lines of RDD.pipe give the same.
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

from pyspark.sql import SparkSession

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.path.join(ROOT, ".build", "release", "nightdesk")
PLUGINS = ["--plugin-path", os.path.join(ROOT, "Plugins"), "--plugin", "dates"]
COUNT = 20_000

sys.path.insert(0, HERE)
import nightdesk_spark  # noqa: E402

# Spark's workers load the module by its file's name.
os.environ["PYTHONPATH"] = HERE
os.environ["PYSPARK_PYTHON"] = sys.executable


def articles():
    for number in range(COUNT):
        yield {"id": f"a{number}", "published": f"2024-03-{number % 28 + 1:02}", "text":
               f"Bridge {number} in Port Alder closed on Tuesday.\r\nIt re-opens in {number % 9 + 2} weeks\u2028or so."}


class SparkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = (SparkSession.builder.master("local[2,4]").appName("test").config("spark.ui.enabled", "false")
                     .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000").getOrCreate())
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.spark.sparkContext.addPyFile(os.path.join(HERE, "nightdesk_spark.py"))
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = os.path.join(cls.folder.name, "articles.jsonl")
        with open(cls.path, "w") as f:
            for article in articles():
                f.write(json.dumps(article) + "\n")
        alone = subprocess.run([PROGRAM, "run", cls.path, "--no-text", *PLUGINS], capture_output=True, check=True)
        cls.expected = [json.loads(line) for line in alone.stdout.splitlines()]
        assert len(cls.expected) == COUNT and sum(len(r["annotations"]) for r in cls.expected) > COUNT

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def read(self):
        return self.spark.read.option("lineSep", "\n").schema("id string, published string, text string").json(self.path)

    def compare(self, rows):
        self.assertEqual([row["id"] for row in rows], [record["id"] for record in self.expected])
        for row, record in zip(rows, self.expected):
            found = [nightdesk_spark._row(record)]
            self.assertEqual(row["annotations"], [tuple(a.values()) for a in found[0]["annotations"]])
            self.assertEqual(row["errors"], [])

    def test_same_as_alone(self):
        nightdesk_spark.check(self.spark, PROGRAM, PLUGINS)
        self.compare(nightdesk_spark.annotate(self.read(), PLUGINS, PROGRAM, published="published").collect())

    def test_killed_filter(self):
        """The first filter of each partition kills itself after 1,000 lines; the task runs again."""
        program = os.path.join(self.folder.name, "dies-once")
        with open(program, "w") as f:
            f.write(f"""#!/bin/sh
flag=$(mktemp -u {self.folder.name}/flag-XXXXXX)
if [ $(ls {self.folder.name}/died-* 2>/dev/null | wc -l) -lt 2 ]; then
    touch {self.folder.name}/died-$$
    {PROGRAM} "$@" | head -n 1000
    kill -9 $$
fi
exec {PROGRAM} "$@"
""")
        os.chmod(program, 0o755)
        rows = nightdesk_spark.annotate(
            self.read(), PLUGINS, program, published="published", environment={"PATH": os.environ["PATH"]}).collect()
        self.assertGreaterEqual(len([n for n in os.listdir(self.folder.name) if n.startswith("died-")]), 1)
        self.compare(rows)

    def test_plugin_that_cannot_be_loaded(self):
        with self.assertRaises(Exception):
            nightdesk_spark.annotate(self.read(), ["--plugin", "no-such-plugin"], PROGRAM).collect()

    def test_pipe(self):
        """Three lines without a module; checkCode and the environment are what makes them safe."""
        lines = self.spark.sparkContext.textFile(self.path)
        command = " ".join([PROGRAM, "run", "-", "--no-text", "--jobs", "1", *PLUGINS])
        found = lines.pipe(command, env={"PATH": os.environ["PATH"]}, checkCode=True).collect()
        self.assertEqual([json.loads(line) for line in found], self.expected)


if __name__ == "__main__":
    unittest.main(verbosity=2)
