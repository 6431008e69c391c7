# Sourced by setup-toolchain.sh. Fetches the C++ sources that Debian has and npm has not. The archives are the authors'
# own, identical in every suite, so a checksum pins them.

dtl_version=1.21
dtl_sha256=8564a9c803d16638c5307989bb3660d5e03ba563c6dcff0aca6dc4e33032b86f
catch2_version=3.7.1
catch2_sha256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c

# fetch_source WORK NAME VERSION SHA256: leaves the checked archive's path in SOURCE_ARCHIVE.
fetch_source() {
  local work=$1 name=$2 version=$3 sha256=$4 revision
  # Debian's revision differs from suite to suite, the authors' version must not.
  revision=$(private_apt apt-cache showsrc "$name" | awk -v v="$version-" '$1 == "Version:" && index($2, v) == 1 { print $2; exit }')
  [ -n "$revision" ] || { say "this suite has no $name $version"; return 1; }
  mkdir -p "$work/sources"
  # Only the authors' archive: some mirrors lack the packaging files beside it.
  (cd "$work/sources" && private_apt apt-get -qq source --download-only --tar-only "$name=$revision") || return 1
  SOURCE_ARCHIVE=$(find "$work/sources" -name "${name}_$version.orig.tar.*" ! -name '*.asc' | head -n 1)
  printf '%s  %s\n' "$sha256" "$SOURCE_ARCHIVE" | sha256sum --check --status ||
    { say "$name $version: the archive's checksum is not the pinned one"; return 1; }
}

# extract_files ARCHIVE TARGET REGEX: files whose path below the archive's own folder matches; python reads every
# compression without a program of its own.
extract_files() {
  mkdir -p "$2"
  "$PYTHON" - "$@" <<'PY'
import os, re, sys, tarfile
archive, target, pattern = sys.argv[1:]
found = 0
with tarfile.open(archive) as tar:
    for member in tar:
        path = member.name.split("/", 1)[-1]
        if member.isfile() and re.fullmatch(pattern, path):
            with open(os.path.join(target, os.path.basename(path)), "wb") as out:
                out.write(tar.extractfile(member).read())
            found += 1
sys.exit(0 if found else "nothing in the archive matches " + pattern)
PY
}

# fetch_third_party WORK TARGET
fetch_third_party() {
  local work=$1 target=$2
  rm -rf "$target"
  fetch_source "$work" dtl "$dtl_version" "$dtl_sha256" || return 1
  extract_files "$SOURCE_ARCHIVE" "$target/dtl" 'dtl/\w+\.hpp' || return 1
  extract_files "$SOURCE_ARCHIVE" "$target/dtl" 'COPYING|LICENSE.*' || true
  fetch_source "$work" catch2 "$catch2_version" "$catch2_sha256" || return 1
  extract_files "$SOURCE_ARCHIVE" "$target/catch2" 'extras/catch_amalgamated\.[hc]pp' || return 1
  extract_files "$SOURCE_ARCHIVE" "$target/catch2" 'LICENSE.txt' || true
  [ -f "$target/dtl/dtl.hpp" ] && [ -f "$target/catch2/catch_amalgamated.cpp" ]
}
