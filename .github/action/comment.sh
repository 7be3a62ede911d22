#!/usr/bin/env bash
# Posts the report as one comment of the pull request, and brings that up to date from then on.
set -euo pipefail

refused() {
  echo "::warning title=goalpact::the comment was not posted; does the job have the permission pull-requests: write?"
  exit 0
}

# The report begins with a hidden line by which its comment is found again, another one for each plan of the repository.
read -r marker <"$REPORT"
[[ $marker == '<!-- goalpact'*'-->' ]]

body=$(mktemp "$RUNNER_TEMP/comment.XXXXXX")
jq --raw-input --slurp '{body: .}' "$REPORT" >"$body"

# Only a comment of this token: whoever writes that line into another one gets no say in it.
comments=repos/$GITHUB_REPOSITORY/issues
known=$(gh api --paginate "$comments/$NUMBER/comments?per_page=100" |
  jq --raw-output --slurp --arg marker "$marker" '
    add // [] | map(select(.user.login == "github-actions[bot]" and (.body | startswith($marker)))) | .[0].id // empty' |
  tr -d '\r') || refused

if [[ -n $known ]]; then
  gh api --method PATCH "$comments/comments/$known" --input "$body" >/dev/null || refused
else
  gh api --method POST "$comments/$NUMBER/comments" --input "$body" >/dev/null || refused
fi
