#!/usr/bin/env bash
# Posts the fixes that lie on changed lines as suggestions, each once.
set -euo pipefail

refused() {
  echo "::warning title=goalpact::the suggestions were not posted; does the job have the permission pull-requests: write?"
  exit 0
}

# Where the base has changed a file as well, the lines of the merge that was judged are not those of the pull request.
same=$(jq --raw-output '.comments[].path' "$PAYLOAD" | tr -d '\r' | sort -u | while IFS= read -r path; do
  judged=$(git rev-parse --quiet --verify "${REV:-HEAD}:$path" || true)
  if [[ -n $judged && $judged == "$(git rev-parse --quiet --verify "$HEAD_COMMIT:$path" || true)" ]]; then
    printf '%s\n' "$path"
  fi
done)

reviews=repos/$GITHUB_REPOSITORY/pulls/$NUMBER
posted=$(mktemp "$RUNNER_TEMP/posted.XXXXXX")
gh api --paginate "$reviews/comments?per_page=100" | jq --slurp 'add // [] | map({path, body})' >"$posted" || refused

review=$(mktemp "$RUNNER_TEMP/review.XXXXXX")
jq --arg same "$same" --arg head "$HEAD_COMMIT" --slurpfile posted "$posted" '
  ($same | split("\n")) as $same
  | .commit_id = $head
  | .comments |= map(select((.path as $path | $same | index($path)) and (({path, body}) as $this | $posted[0] | index([$this]) | not)))' \
  "$PAYLOAD" >"$review"

if [[ $(jq '.comments | length' "$review" | tr -d '\r') == 0 ]]; then
  echo "No suggestion is new."
else
  gh api --method POST "$reviews/reviews" --input "$review" >/dev/null || refused
fi
