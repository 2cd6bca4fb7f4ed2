#!/bin/sh
# Runs Nightdesk on a local Spark. Installs PySpark (500 MB) in a virtual environment of its own.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
environment="$root/.build/spark"
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/python" -c "import pyspark, pyarrow, pandas" 2>/dev/null || "$environment/bin/pip" install -q pyspark pyarrow pandas
command -v java >/dev/null || { echo "skipped: Spark needs Java" >&2; exit 0; }
[ -x "$root/.build/release/nightdesk" ] || (cd "$root" && swift build -c release --static-swift-stdlib)
exec "$environment/bin/python" "$here/test_spark.py"
