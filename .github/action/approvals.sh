#!/usr/bin/env bash
# Writes down who has approved the very commit that is judged, for the rule change-not-agreed. An approval of an earlier commit says
# nothing of what has come since.
set -euo pipefail

reviews=$(mktemp "$RUNNER_TEMP/reviews.XXXXXX")
if ! gh api --paginate "repos/$GITHUB_REPOSITORY/pulls/$NUMBER/reviews?per_page=100" | jq --slurp 'add // []' >"$reviews"; then
  echo "::warning title=goalpact::who has approved could not be read; does the job have the permission pull-requests: read?"
  exit 0
fi

approvals=$RUNNER_TEMP/approvals.json
# Of each reviewer the last word counts; a comment is none.
jq --arg head "$HEAD_COMMIT" '
  map(select(.user != null and (.state | IN("APPROVED", "CHANGES_REQUESTED", "DISMISSED"))))
  | group_by(.user.login)
  | map(last | select(.state == "APPROVED" and .commit_id == $head) | .user.login)' "$reviews" >"$approvals"
echo "file=$approvals" >>"$GITHUB_OUTPUT"
