#!/usr/bin/env bash
# Puts goalpact VERSION on the PATH: the one that is there already, or else the released binary.
# The binary is not run before its checksum is verified, and its provenance where `gh` is at hand.
set -euo pipefail

fail() {
  echo "::error title=goalpact was not installed::$1"
  exit 2
}

[[ $VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "the input version is to be a version such as 0.1.0"
if [[ "$(goalpact --version 2>/dev/null || true)" == "goalpact $VERSION" ]]; then
  echo "goalpact $VERSION is on the PATH already."
  exit 0
fi

case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) fail "there is no binary for $RUNNER_OS on $RUNNER_ARCH; put goalpact $VERSION on the PATH" ;;
esac

archive=goalpact-$VERSION-$target.tar.gz
release=https://github.com/$ACTION_REPOSITORY/releases/download/v$VERSION
folder=$RUNNER_TEMP/goalpact-$VERSION
mkdir -p "$folder"
# Names without a folder: on Windows, tar takes `D:` for another machine.
cd "$folder"

for file in "$archive" SHA256SUMS; do
  curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --retry 3 \
    --output "$file" "$release/$file" || fail "$release/$file was not downloaded"
done

awk -v name="$archive" '$2 == name || $2 == "*" name' SHA256SUMS >checksum
[[ -s checksum ]] || fail "SHA256SUMS of the release does not name $archive"
if command -v sha256sum >/dev/null; then
  sha256sum --check checksum || fail "the checksum of $archive is not that of the release"
else
  shasum --algorithm 256 --check checksum || fail "the checksum of $archive is not that of the release"
fi

if gh attestation --help >/dev/null 2>&1; then
  gh attestation verify "$archive" --repo "$ACTION_REPOSITORY" \
    --signer-workflow "$ACTION_REPOSITORY/.github/workflows/release.yml" ||
    fail "$archive was not built by the release workflow of $ACTION_REPOSITORY"
fi

tar -xzf "$archive"
[[ "$(./goalpact --version)" == "goalpact $VERSION" ]] || fail "$archive does not hold goalpact $VERSION"
echo "$folder" >>"$GITHUB_PATH"
