#!/usr/bin/env bash
# Puts Prescale on Amazon Managed Service for Apache Flink, in two phases. See README.md.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"

usage() {
  cat <<'TEXT'
Usage: deploy.sh upload|deploy [OPTION...] [-- PARAMETER=VALUE...]

  upload    creates the bucket and puts the job jar, the model and the calendar in it
  deploy    creates or updates streams, roles, applications and alarms, and starts the applications

Options
  --stack NAME        name of the stack (default: prescale); the bucket's is NAME-storage
  --region REGION     AWS region (default: that of the AWS CLI)
  --jar FILE          the job jar (default: jobs/target/prescale-job.jar)
  --model FOLDER      a model bundle to put in force (upload; default: models/default, if the bucket has none)
  --calendar FILE     the business calendar (upload; without it the bucket's stays as it is)
  --dry-run           shows what would be done; changes and asks nothing
  --help              this text

Parameters of template.yaml follow "--", as in: deploy.sh deploy -- AllowEnforcing=true ScalerParallelism=2
Those of an earlier deployment stay unless given again.
TEXT
}

fail() {
  echo "deploy.sh: $*" >&2
  exit 2
}

# What changes something goes through here.
run() {
  if [ "$dry_run" = true ]; then
    printf 'would run:'
    printf ' %q' "$@"
    printf '\n'
  else
    "$@"
  fi
}

phase=""
stack=prescale
region=""
jar="$root/jobs/target/prescale-job.jar"
model=""
calendar=""
dry_run=false
parameters=()

while [ $# -gt 0 ]; do
  case "$1" in
    upload | deploy)
      [ -z "$phase" ] || fail "only one of upload and deploy at a time: '$phase' and '$1' were given"
      phase="$1"
      shift
      ;;
    --stack | --region | --jar | --model | --calendar)
      [ $# -ge 2 ] || fail "option $1 lacks a value; see --help"
      case "$1" in
        --stack) stack="$2" ;;
        --region) region="$2" ;;
        --jar) jar="$2" ;;
        --model) model="$2" ;;
        --calendar) calendar="$2" ;;
      esac
      shift 2
      ;;
    --dry-run) dry_run=true; shift ;;
    --help | -h) usage; exit 0 ;;
    --)
      shift
      parameters=("$@")
      break
      ;;
    *) fail "there is no phase or option '$1'; expected upload or deploy, and options as --help lists" ;;
  esac
done

[ -n "$phase" ] || { usage >&2; exit 2; }
[[ "$stack" =~ ^[A-Za-z][A-Za-z0-9-]{0,40}$ ]] ||
  fail "option --stack '$stack': expected a letter, then at most 40 letters, digits and dashes"
[ -f "$jar" ] || fail "option --jar: there is no file $jar; build it: ./mvnw -pl jobs -am package -DskipTests"
for parameter in ${parameters[@]+"${parameters[@]}"}; do
  [[ "$parameter" == *=* ]] || fail "parameter '$parameter': expected NAME=VALUE"
  grep -q "^  ${parameter%%=*}:\$" <(sed -n '/^Parameters:/,/^Rules:/p' "$here/template.yaml") ||
    fail "template.yaml has no parameter '${parameter%%=*}'"
  case "${parameter%%=*}" in
    BucketName | JarKey) fail "parameter '${parameter%%=*}' is set by this script; use --stack and --jar" ;;
  esac
done
[ "$phase" = upload ] || [ -z "$model$calendar" ] || fail "options --model and --calendar belong to the phase upload"
[ "$phase" = deploy ] || [ ${#parameters[@]} -eq 0 ] || fail "parameters belong to the phase deploy"
[ -z "$calendar" ] || [ -f "$calendar" ] || fail "option --calendar: there is no file $calendar"
[ -z "$model" ] || [ -f "$model/model.json" ] || fail "option --model: $model holds no model.json; expected a folder that train wrote"

if [ "$dry_run" = false ]; then
  command -v aws >/dev/null 2>&1 || fail "the AWS CLI is not on the PATH; install it (docs.aws.amazon.com/cli) or use --dry-run"
fi
[ -z "$region" ] || export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
if [ "$dry_run" = false ]; then
  aws sts get-caller-identity >/dev/null || fail "the AWS CLI has no valid credentials here; sign in first"
fi

# The key holds what is in the jar, so that the same jar changes nothing and another one updates.
jar_key="jars/prescale-job-$(sha256sum "$jar" | cut -c1-16).jar"

bucket_name() {
  if [ "$dry_run" = true ]; then
    echo "BUCKET"
  else
    aws cloudformation describe-stacks --stack-name "$stack-storage" --output text \
      --query "Stacks[0].Outputs[?OutputKey=='BucketName'].OutputValue" 2>/dev/null ||
      fail "there is no stack $stack-storage; run 'deploy.sh upload --stack $stack' first"
  fi
}

in_bucket() {
  [ "$dry_run" = false ] && aws s3api head-object --bucket "$bucket" --key "$1" >/dev/null 2>&1
}

upload() {
  run aws cloudformation deploy --stack-name "$stack-storage" --template-file "$here/storage.yaml" \
    --no-fail-on-empty-changeset
  bucket="$(bucket_name)"
  if in_bucket "$jar_key"; then
    echo "The bucket has this jar: $jar_key"
  else
    run aws s3 cp "$jar" "s3://$bucket/$jar_key"
  fi
  if [ -n "$model" ] || ! in_bucket models/current.json; then
    upload_model "${model:-$root/models/default}"
  fi
  [ -z "$calendar" ] || run aws s3 cp "$calendar" "s3://$bucket/business_calendar.json"
  if [ -z "$calendar" ] && ! in_bucket business_calendar.json; then
    echo '{"events": []}' | run aws s3 cp - "s3://$bucket/business_calendar.json"
  fi
  if ! in_bucket kill-switch.json; then
    echo '{"observe": []}' | run aws s3 cp - "s3://$bucket/kill-switch.json"
  fi
  echo "Next: deploy.sh deploy --stack $stack"
}

# The pointer goes last: the job sees a bundle only when it is whole.
upload_model() {
  [ -f "$1/model.json" ] || fail "$1 holds no model.json; name a bundle by --model"
  local name
  name="$(basename "$(cd "$1" && pwd)")"
  run aws s3 cp --recursive "$1" "s3://$bucket/models/$name"
  printf '{"formatVersion":1,"current":"%s"}' "$name" | run aws s3 cp - "s3://$bucket/models/current.json"
}

deploy() {
  bucket="$(bucket_name)"
  [ "$dry_run" = true ] || in_bucket "$jar_key" ||
    fail "the bucket $bucket lacks this jar ($jar_key); run 'deploy.sh upload --stack $stack' first"
  run aws cloudformation deploy --stack-name "$stack" --template-file "$here/template.yaml" \
    --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset \
    --parameter-overrides "BucketName=$bucket" "JarKey=$jar_key" ${parameters[@]+"${parameters[@]}"}
  local applications application status
  if [ "$dry_run" = true ]; then
    applications="$stack-scaler $stack-recorder"
  else
    applications="$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
      --query "Stacks[0].Outputs[?OutputKey=='ApplicationNames'].OutputValue")"
  fi
  for application in $applications; do
    status=READY
    [ "$dry_run" = true ] || status="$(aws kinesisanalyticsv2 describe-application --output text \
      --application-name "$application" --query ApplicationDetail.ApplicationStatus)"
    if [ "$status" = READY ]; then
      run aws kinesisanalyticsv2 start-application --application-name "$application" --run-configuration '{}'
    else
      echo "$application is $status"
    fi
  done
}

"$phase"
