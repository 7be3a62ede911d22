#!/usr/bin/env bash
# Runs goalpact once, writes every report, and tells how it ended. The exit status is kept for the last step.
set -euo pipefail

reports=$(mktemp -d "$RUNNER_TEMP/goalpact.XXXXXX")
format=github
arguments=(--fail-on "$FAIL_ON")
if [[ -n $BASE ]]; then
  arguments+=(--base "$BASE")
  [[ $NEW_ONLY == false ]] || arguments+=(--new-only)
  [[ -z $APPROVALS ]] || arguments+=(--approvals "$APPROVALS")
fi
if [[ -n $REV ]]; then
  # The annotations of such a run would stand on the default branch.
  format=plain
  arguments+=(--rev "$REV")
fi

# What goes to the log here may quote the plan, and is not to be taken for a command to the runner.
muted() {
  local token="goalpact-$RANDOM$RANDOM$RANDOM"
  printf '::stop-commands::%s\n' "$token"
  cat "$1"
  printf '\n::%s::\n' "$token"
}

status=0
goalpact check "${arguments[@]}" --format "$format" \
  --report "json=$reports/goalpact.json" \
  --report "markdown=$reports/goalpact.md" \
  --report "markdown-comment=$reports/comment.md" \
  --report "sarif=$reports/goalpact.sarif" \
  --report "github-review=$reports/review.json" \
  -- "$PLAN" >"$reports/stdout" 2>"$reports/stderr" || status=$?
((status <= 2)) || status=2

if [[ $format == github ]]; then cat "$reports/stdout"; else muted "$reports/stdout"; fi
if [[ -s $reports/stderr ]]; then muted "$reports/stderr"; fi
if ((status == 2)); then
  why=$(sed -e 's/%/%25/g' "$reports/stderr" | tr -d '\r' | awk '{ printf "%s%s", separator, $0; separator = "%0A" }')
  echo "::error title=goalpact could not judge everything::${why:-it ended without a word}"
fi

if [[ $SUMMARY == true ]]; then
  if [[ -f $reports/goalpact.md ]]; then
    cat "$reports/goalpact.md" >>"$GITHUB_STEP_SUMMARY"
  fi
  if ((status == 2)); then
    {
      echo
      echo "**goalpact could not judge everything:**"
      echo
      echo "<pre>"
      sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/^$/\&nbsp;/' "$reports/stderr"
      echo "</pre>"
    } >>"$GITHUB_STEP_SUMMARY"
  fi
fi

# The path of a report, where it was written.
output() {
  [[ ! -f $reports/$2 ]] || echo "$1=$reports/$2"
}

verdicts=(passed failed incomplete)
{
  echo "status=$status"
  echo "verdict=${verdicts[$status]}"
  if [[ -f $reports/goalpact.json ]]; then
    jq --raw-output '.summary | "errors=\(.error)", "warnings=\(.warning)", "notes=\(.note)", "held-back=\(.held_back)"' \
      "$reports/goalpact.json" | tr -d '\r'
  fi
  output json goalpact.json
  output markdown goalpact.md
  output sarif goalpact.sarif
  output comment comment.md
  output review review.json
} >>"$GITHUB_OUTPUT"
