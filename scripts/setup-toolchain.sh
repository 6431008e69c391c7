#!/usr/bin/env bash
# Provides what npm cannot: an em++ from 3.1.60 to below 4, and the sources of dtl and Catch2. Unprivileged; the system's
# own packages stay as they are. Safe to repeat, to interrupt and to run twice at once.
#
# Below 4, because from there on a module's factory is asynchronous (tried with 6.0.5), and the engine has to replace an
# instance that trapped in the middle of a synchronous call: see wasm/emscripten_flags.cmake.
#
# Prints two lines for the caller:  em++=PATH  and  third_party=DIR
#
#   HUNKWISE_TOOLCHAIN     where to put it (default: the user's cache folder)
#   HUNKWISE_DEBIAN_SUITE  Debian's suite to take it from (default trixie: its 3.1.69 does not move any more)
#   HUNKWISE_THIRD_PARTY   a folder with dtl/dtl.hpp and catch2/catch_amalgamated.{hpp,cpp}: where there is no Debian
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
minimum=3.1.60
below=4
range="version $minimum or newer, below $below,"
recipe=1 # raise it when the layout changes: existing prefixes are then made anew
prefix=${HUNKWISE_TOOLCHAIN:-${XDG_CACHE_HOME:-$HOME/.cache}/hunkwise/emscripten}
suite=${HUNKWISE_DEBIAN_SUITE:-trixie}

say() { printf 'toolchain: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

em_version() { "$1" --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' || true; }
not_above() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }
suitable() { [ -n "$1" ] && not_above "$minimum" "$1" && ! not_above "$below" "$1"; }
stamped() { [ -f "$1" ] && [ "$(head -n 1 "$1")" = "recipe $recipe" ]; }

emxx=''
found=$(command -v em++ || true)
if [ -n "$found" ]; then
  version=$(em_version "$found")
  if suitable "$version"; then emxx=$found; else say "em++ ${version:-of unknown version} on PATH not used: $range is needed"; fi
fi
third_party=${HUNKWISE_THIRD_PARTY:-$prefix/third_party}

ready() {
  { [ -n "$emxx" ] || stamped "$prefix/emscripten.stamp"; } &&
    { [ -n "${HUNKWISE_THIRD_PARTY:-}" ] || stamped "$prefix/third-party.stamp"; }
}

# One message for all that can be missing: nobody should have to run this five times.
check_requirements() {
  local missing=() tool
  for tool in apt-get:apt dpkg-deb:dpkg flock:util-linux node:nodejs tar:tar sha256sum:coreutils; do
    command -v "${tool%%:*}" >/dev/null || missing+=("${tool%%:*} (package ${tool##*:})")
  done
  PYTHON=/usr/bin/python3 # a version manager's shim would drag its environment into every compiler call
  [ -x "$PYTHON" ] || PYTHON=$(command -v python3) || missing+=('python3 (package python3)')
  [ ${#missing[@]} -eq 0 ] || fail "cannot fetch the compiler, missing: $(printf '%s; ' "${missing[@]}")
  Either install these, or install emsdk 3.1.69 (em++ on PATH) and set HUNKWISE_THIRD_PARTY
  to a folder with dtl/dtl.hpp ($dtl_version) and catch2/catch_amalgamated.{hpp,cpp} ($catch2_version)."
  [ "$(uname -m)" = x86_64 ] || say "only tried on x86_64, this is $(uname -m)"
}

install_from() {
  local suite=$1 mirror=$2 work=$prefix/work
  rm -rf "$work"
  mkdir -p "$work"
  private_apt_init "$work" "$mirror" "$suite" >"$work/log" 2>&1 || { tail -n 3 "$work/log" >&2; return 1; }
  if [ -z "${HUNKWISE_THIRD_PARTY:-}" ] && ! stamped "$prefix/third-party.stamp"; then
    say "fetching dtl $dtl_version and Catch2 $catch2_version"
    fetch_third_party "$work" "$prefix/third_party" >"$work/log" || { tail -n 3 "$work/log" >&2; return 1; }
    printf 'recipe %s\n' "$recipe" >"$work/stamp" && mv "$work/stamp" "$prefix/third-party.stamp"
  fi
  if [ -z "$emxx" ] && ! stamped "$prefix/emscripten.stamp"; then
    say "fetching Emscripten from $suite (once; about 650 MB on disk)"
    rm -rf "$prefix/root" "$prefix/bin" "$prefix/emscripten.stamp"
    { unpack_emscripten "$work" "$prefix/root" && relocate_programs "$prefix/root" &&
      write_commands "$prefix/root" "$prefix/bin" && prove_emscripten "$prefix/bin" "$work"; } >"$work/log" 2>&1 ||
      { tail -n 8 "$work/log" >&2; return 1; }
    version=$(em_version "$prefix/bin/em++")
    suitable "$version" || { say "$suite has em++ $version, $range is needed"; return 1; }
    printf 'recipe %s\nem++ %s from %s\n' "$recipe" "$version" "$suite" >"$work/stamp"
    mv "$work/stamp" "$prefix/emscripten.stamp"
  fi
  rm -rf "$work"
}

if ! ready; then
  . "$here/toolchain/private-apt.sh"
  . "$here/toolchain/third-party.sh"
  . "$here/toolchain/emscripten.sh"
  check_requirements
  mkdir -p "$prefix" || fail "cannot write to $prefix; set HUNKWISE_TOOLCHAIN to a folder of yours"
  prefix=$(cd "$prefix" && pwd -P) # the programs hold absolute paths
  [ -n "${HUNKWISE_THIRD_PARTY:-}" ] || third_party=$prefix/third_party
  exec 9>"$prefix/lock"
  flock --nonblock 9 || { say "another run is setting it up, waiting"; flock 9; }
  if ! ready; then
    mirror=$(configured_mirror)
    [ -n "$mirror" ] || fail "apt on this machine has no Debian mirror with component main (is it Debian? has 'apt-get update' run?)
  Either configure one, or install emsdk 3.1.69 and set HUNKWISE_THIRD_PARTY (see the head of this script)."
    install_from "$suite" "$mirror" && ready || fail "could not get it from Debian's suite $suite; the lines above say why.
  Most often the network or the mirror is not reachable. Without it: install emsdk 3.1.69 and set HUNKWISE_THIRD_PARTY."
  fi
fi
[ -n "$emxx" ] || emxx=$prefix/bin/em++
[ -f "$third_party/dtl/dtl.hpp" ] && [ -f "$third_party/catch2/catch_amalgamated.cpp" ] ||
  fail "$third_party lacks dtl/dtl.hpp or catch2/catch_amalgamated.{hpp,cpp}"
printf 'em++=%s\nthird_party=%s\n' "$emxx" "$third_party"
