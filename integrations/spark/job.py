"""A Spark job: articles in JSON Lines or Parquet, annotations and errors out as Parquet.

    spark-submit --py-files nightdesk_spark.py job.py INPUT OUTPUT --program /opt/nightdesk/bin/nightdesk -- --plugin quotes

OUTPUT/annotations has a row for each annotation, OUTPUT/errors one for each error. What follows -- are options of
`nightdesk run`.
"""
import argparse
import sys

from nightdesk_spark import annotate, check, library_path
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, explode


def main():
    own, _, options = " ".join(sys.argv[1:]).partition(" -- ")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--program", default=None)
    parser.add_argument("--text", default="text")
    parser.add_argument("--id", default="id")
    parser.add_argument("--headline")
    parser.add_argument("--published")
    parser.add_argument("--partitions", type=int)
    given = parser.parse_args(own.split())
    program = given.program or library_path()
    spark = SparkSession.builder.appName("nightdesk").getOrCreate()
    check(spark, program, options.split())
    # Spark's own reader of JSON takes a lone CR for a line end only where lineSep is not given.
    read = spark.read.parquet if given.input.endswith(".parquet") else \
        lambda path: spark.read.option("lineSep", "\n").json(path)
    articles = read(given.input)
    if given.partitions:
        articles = articles.repartition(given.partitions)
    # Both outputs come from one pass: without the cache the filters would run twice.
    found = annotate(articles, options.split(), program, given.id, given.text, given.headline, given.published).cache()
    found.select(col("id").alias("article"), "published", explode("annotations").alias("a")).select(
        "article", "published", "a.*").write.mode("overwrite").parquet(given.output + "/annotations")
    found.select(col("id").alias("article"), explode("errors").alias("e")).select(
        "article", "e.*").write.mode("overwrite").parquet(given.output + "/errors")


main()
