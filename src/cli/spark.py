# Runs statements in Spark, in local mode: python spark.py jobs.json. For each job a line of JSON with its figures and seconds.
import json
import sys
import time

from pyspark.sql import SparkSession

TYPES = {"number": "double", "time": "timestamp", "category": "string"}

spark = (
    SparkSession.builder.master("local[*]")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    # The plans of long statements are large, and those of the finished ones are of no use.
    .config("spark.driver.memory", "4g")
    .config("spark.sql.ui.retainedExecutions", "1")
    .config("spark.sql.maxPlanStringLength", "1000")
    # The tables are small and the statements many: what pays for large ones would take most of the time.
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.sql.adaptive.enabled", "false")
    .config("spark.sql.codegen.wholeStage", "false")
    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
print(json.dumps({"spark": spark.version}), flush=True)

tables = {}


def table(file, columns):
    if file not in tables:
        schema = ", ".join(f"`{name.replace('`', '``')}` {TYPES[kind]}" for name, kind in columns)
        frame = spark.read.csv(
            file, schema=schema, positiveInf="Infinity", negativeInf="-Infinity", escape='"', mode="FAILFAST"
        )
        tables[file] = frame.cache()
    return tables[file]


with open(sys.argv[1], encoding="utf-8") as jobs:
    for job in map(json.loads, jobs):
        started = time.perf_counter()
        for name, (file, columns) in job["tables"].items():
            table(file, columns).createOrReplaceTempView(name)
        try:
            for statement in job["before"]:
                spark.sql(statement)
            rows = spark.sql(job["sql"]).collect()
            answer = {"figures": {row["figure"]: None if row["value"] is None else float(row["value"]) for row in rows}}
        except Exception as error:  # What one check does wrong must not hide the others.
            answer = {"error": str(error).strip().split("\n")[0]}
        for statement in job["after"]:
            spark.sql(statement)
        print(json.dumps({**answer, "seconds": time.perf_counter() - started}), flush=True)
spark.stop()
