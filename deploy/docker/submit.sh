#!/usr/bin/env bash
# Submits a job to the cluster of docker-compose.yml, unless it runs there already.
# Usage: submit.sh NAME MAIN_CLASS PARALLELISM [OPTION...]
set -euo pipefail
[ $# -ge 3 ] || { echo "submit.sh: expected NAME MAIN_CLASS PARALLELISM [OPTION...]" >&2; exit 2; }
name=$1 class=$2 parallelism=$3
shift 3

running=$(flink list --running --jobmanager jobmanager:8081)
if grep -q ": $name (RUNNING)" <<< "$running"; then
  echo "$name runs already."
  exit 0
fi
exec flink run --detached --jobmanager jobmanager:8081 --parallelism "$parallelism" --class "$class" \
  /opt/flink/usrlib/prescale-job.jar "$@"
