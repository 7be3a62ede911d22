#!/usr/bin/env bash
# Works out what is compared with what, and sees to it that Git has every commit in between: goalpact itself fetches nothing.
# Says as well whether the token may write, so that nothing is tried in vain.
set -euo pipefail

fail() {
  echo "::error title=goalpact::$1"
  exit 2
}

for name in NEW_ONLY SUMMARY SARIF COMMENT REVIEW APPROVALS; do
  [[ ${!name} == true || ${!name} == false ]] ||
    fail "the input $(tr 'A-Z_' 'a-z-' <<<"$name") is to be true or false"
done
# shellcheck disable=SC2153 # it is the input, and `base` is made of it
[[ $BASE != -* ]] || fail "the input base is to be a revision, not an option"

# A field of the event; nothing where it has none. On Windows, jq ends lines with a carriage return.
event() {
  jq --raw-output "$1 // empty" "$GITHUB_EVENT_PATH" | tr -d '\r'
}

output() {
  echo "$1=$2" >>"$GITHUB_OUTPUT"
}

# `git fetch`, with the token where the checkout did not leave it in Git's configuration.
fetch() {
  local fetch=(git fetch --quiet --no-tags --no-recurse-submodules)
  local header="http.$GITHUB_SERVER_URL/.extraheader"
  if git config --get-regexp '^http\..*\.extraheader$' >/dev/null || [[ -z $GH_TOKEN ]]; then
    "${fetch[@]}" "$@"
  else
    local secret
    secret=$(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\n')
    echo "::add-mask::$secret"
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=$header GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $secret" "${fetch[@]}" "$@"
  fi
}

# Has the last commit of the pull request judged as Git has it, in place of what is checked out: where the token may write, nothing of a
# fork is checked out or run.
fetch_head() {
  fetch --depth=1 origin "+refs/pull/$number/head:refs/goalpact/head"
  rev=$head
}

commit() {
  git rev-parse --quiet --verify "$1^{commit}"
}

# The commit that is judged, where it is not what is checked out; the pull request, and the last commit of it and of its base.
rev='' number='' head='' tip=''
may_write=true
case $GITHUB_EVENT_NAME in
  pull_request | pull_request_review)
    number=$(event .pull_request.number)
    head=$(event .pull_request.head.sha)
    tip=$(event .pull_request.base.sha)
    # The token of a pull request from elsewhere may only read, whatever permissions the workflow asks for.
    if [[ $(event .pull_request.head.repo.full_name) != "$GITHUB_REPOSITORY" || $GITHUB_ACTOR == 'dependabot[bot]' ]]; then
      may_write=false
    fi
    ;;
  pull_request_target)
    number=$(event .pull_request.number)
    head=$(event .pull_request.head.sha)
    tip=$(event .pull_request.base.sha)
    fetch_head
    ;;
  merge_group)
    tip=$(event .merge_group.base_sha)
    ;;
  workflow_run)
    # After the run of a pull request from a fork: nothing that it left behind is used.
    head=$(event .workflow_run.head_sha)
    from=$(event .workflow_run.head_repository.owner.login):$(event .workflow_run.head_branch)
    found=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" --raw-field state=open --raw-field "head=$from" |
      jq --raw-output --arg head "$head" '[.[] | select(.head.sha == $head)][0] // empty | "\(.number) \(.base.sha)"' |
      tr -d '\r')
    if [[ -z $found ]]; then
      echo "::notice title=goalpact::no open pull request ends with the commit of this run any more, so there is nothing to do"
      output skip true
      exit 0
    fi
    read -r number tip <<<"$found"
    fetch_head
    ;;
  *) ;;
esac

base=$BASE
if [[ -n $base ]]; then
  if ! base=$(commit "$BASE"); then
    fetch --depth=1 origin "${BASE#origin/}" || fail "the revision that the input base names was not found"
    base=$(commit FETCH_HEAD)
  fi
elif [[ -n $tip ]]; then
  base=$tip
  # GitHub checks out the merge of both, and what it was merged into may be newer than the event tells. A shallow clone has its
  # parents in the commit alone.
  parents=$(git cat-file commit HEAD | sed -n '/^$/q; s/^parent //p' | tr '\n' ' ')
  read -r first second <<<"$parents" || true
  if [[ -z $rev && -n $head && $second == "$head" ]]; then
    base=$first
  fi
fi

# Whether the base is here, and every commit since. No pipe: grep stops at the first match, and what writes to it would fail for that.
is_whole() {
  commit "$base" >/dev/null && git merge-base "$base" "$last" >/dev/null &&
    ! grep -qxFf "$(git rev-parse --git-path shallow)" <<<"$(git rev-list "$base..$last")" 2>/dev/null
}

if [[ -n $base ]]; then
  last=${rev:-$(commit HEAD)}
  if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
    # The last is how Git writes "all".
    for depth in 50 500 5000 2147483647; do
      ! is_whole || break
      fetch --depth="$depth" origin "$last" "$base" || break
    done
  elif ! commit "$base" >/dev/null; then
    # Where that fails, goalpact says what is missing.
    fetch origin "$base" || true
  fi
fi

if [[ $may_write == false && ($COMMENT == true || $REVIEW == true || $SARIF == true) ]]; then
  echo "::notice title=goalpact::the token of this pull request may only read, so comment, review, and code scanning are left out; annotations and the job summary are complete"
fi

output base "$base"
output rev "$rev"
output head "$head"
output number "$number"
output may-write "$may_write"
