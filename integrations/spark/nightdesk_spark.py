"""Nightdesk on Spark: articles of a DataFrame through the `nightdesk run -` filter, one process for each partition.

    from nightdesk_spark import annotate
    found = annotate(spark.read.parquet("articles"), ["--plugin", "quotes"], text="body")

The program must be there under the same path on every machine (or shipped with `--archives`), of the same version and
with the same plugins: `check` compares what `nightdesk run --describe` says. Nothing is written outside of the result,
so that a task may run twice. A filter that ends with anything but 0 fails its task, and Spark tries it again.
"""
import json
import os
import subprocess
import threading

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

_ANNOTATION = pa.struct([
    ("id", pa.string()), ("layer", pa.string()), ("label", pa.string()), ("start", pa.int64()), ("end", pa.int64()),
    ("text", pa.string()), ("field", pa.string()), ("plugin", pa.string()), ("rule", pa.string()),
    ("score", pa.float64()), ("features", pa.string()),
])
_ERROR = pa.struct([
    ("stage", pa.string()), ("plugin", pa.string()), ("kind", pa.string()), ("message", pa.string()),
    ("line", pa.int64()), ("traceback", pa.string()),
])
_SCHEMA = pa.schema([
    ("id", pa.string()), ("published", pa.string()),
    ("annotations", pa.list_(_ANNOTATION)), ("errors", pa.list_(_ERROR)),
])
#: The columns of the result, as Spark writes them. `features` is JSON: each layer has its own.
SCHEMA = (
    "id string, published string, "
    "annotations array<struct<id:string,layer:string,label:string,start:bigint,end:bigint,text:string,field:string,"
    "plugin:string,rule:string,score:double,features:string>>, "
    "errors array<struct<stage:string,plugin:string,kind:string,message:string,line:bigint,traceback:string>>"
)
_KNOWN = [field.name for field in _ANNOTATION]


class FilterFailed(RuntimeError):
    """The program ended before its work was done."""


def describe(program="nightdesk", arguments=()):
    """What `run --describe` says: version, plugins with their hashes, fields of records."""
    done = subprocess.run([program, "run", "--describe", *_plugins(arguments)], capture_output=True, check=True)
    return json.loads(done.stdout)


def check(spark: SparkSession, program="nightdesk", arguments=(), tasks=8):
    """Raises unless the program and its plugins are the same wherever tasks run as they are here."""
    here = describe(program, arguments)
    there = spark.sparkContext.parallelize(range(tasks), tasks).map(lambda _: json.dumps(
        describe(program, arguments), sort_keys=True)).distinct().collect()
    if there != [json.dumps(here, sort_keys=True)]:
        raise FilterFailed("the program or its plugins are not the same on all machines")


def annotate(frame: DataFrame, arguments=(), program="nightdesk", id="id", text="text", headline=None, published=None,
             environment=None) -> DataFrame:
    """The annotations and errors of the articles in a frame, a row for each row, in the order of each partition.

    Columns are named by `id`, `text`, `headline` and `published`. `arguments` are options of `nightdesk run`.
    `environment` is that of the filter: give what it needs, such as NIGHTDESK_PLUGINS; nothing is inherited.
    """
    columns = {"id": id, "text": text, "headline": headline, "published": published}
    columns = {name: column for name, column in columns.items() if column}
    chosen = frame.select(*[frame[column].cast("string").alias(name) for name, column in columns.items()])
    command = [program, "run", "-", "--no-text", "--jobs", "1", "--progress", "never", *arguments]

    def partition(batches):
        return _filtered(command, dict(environment or {}), batches)

    return chosen.mapInArrow(partition, SCHEMA)


def _plugins(arguments):
    """The options that choose plugins, which are all that `--describe` takes."""
    kept, rest = [], list(arguments)
    while rest:
        option = rest.pop(0)
        if option in ("--plugin", "--plugin-path", "--set") and rest:
            kept += [option, rest.pop(0)]
    return kept


def _filtered(command, environment, batches):
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    sent, failure = [0], []

    # Writing everything before reading would wait for ever as soon as both pipes are full.
    def feed():
        try:
            with process.stdin:
                for batch in batches:
                    for row in batch.to_pylist():
                        record = {name: value for name, value in row.items() if value is not None}
                        # ASCII alone: no line end of any kind is left in a line.
                        process.stdin.write(json.dumps(record).encode() + b"\n")
                        sent[0] += 1
        except BrokenPipeError:
            pass  # the filter has ended; its exit code tells why
        except BaseException as error:
            failure.append(error)
            process.kill()

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    received, rows = 0, []
    try:
        for line in process.stdout:
            received += 1
            rows.append(_row(json.loads(line)))
            if len(rows) == 500:
                yield pa.RecordBatch.from_pylist(rows, schema=_SCHEMA)
                rows = []
        code = process.wait()
        feeder.join()
        if failure:
            raise failure[0]
        if code != 0:
            raise FilterFailed(f"{command[0]} ended with {code}")
        if received != sent[0]:
            raise FilterFailed(f"{command[0]} gave {received} records for {sent[0]} articles")
        if rows:
            yield pa.RecordBatch.from_pylist(rows, schema=_SCHEMA)
    finally:
        # The job may want no more rows (limit, take): then nothing is left running.
        if process.poll() is None:
            process.kill()
            process.wait()


def _row(record):
    annotations = []
    for annotation in record["annotations"]:
        kept = {name: annotation.get(name) for name in _KNOWN}
        features = {name: value for name, value in annotation.items() if name not in _KNOWN}
        kept["features"] = json.dumps(features, ensure_ascii=False, sort_keys=True)
        kept["field"] = annotation.get("field", "text")
        annotations.append(kept)
    return {
        "id": str(record["id"]), "published": record.get("published"), "annotations": annotations,
        "errors": [{field.name: error.get(field.name) for field in _ERROR} for error in record["errors"]],
    }


def library_path(program="nightdesk"):
    """The absolute path of a program, for machines whose tasks have no PATH."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = os.path.join(folder, program)
        if os.access(path, os.X_OK):
            return os.path.abspath(path)
    raise FileNotFoundError(program)
