# Sourced by setup-toolchain.sh. Makes an apt of our own inside a work folder: it reads another suite of the mirror that
# this machine already uses, and touches no file of the system's apt or dpkg. Needs no rights beyond the work folder.

# Prints the base address of the mirror that serves this machine's own suite; nothing when apt knows none.
configured_mirror() {
  local codename
  codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  # "Packages of main" excludes the security and updates archives, which carry no other suite.
  apt-get indextargets --format '$(CREATED_BY) $(COMPONENT) $(RELEASE) $(REPO_URI)' 2>/dev/null |
    awk -v suite="$codename" '$1 == "Packages" && $2 == "main" && $3 == suite { print $4; exit }'
}

# private_apt_init WORK MIRROR SUITE: writes the configuration and reads the suite's lists.
private_apt_init() {
  local work=$1 mirror=$2 suite=$3 options='check-valid-until=no'
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  # Without the keyring package apt falls back to the keys it trusts anyway.
  [ ! -r "$keyring" ] || options="signed-by=$keyring $options"

  mkdir -p "$work"/{empty,state/lists/partial,cache/archives/partial}
  : >"$work/state/status" # as if nothing were installed: the whole closure of a package is listed
  printf '%s [%s] %s %s main\n' deb "$options" "$mirror" "$suite" deb-src "$options" "$mirror" "$suite" \
    >"$work/sources.list"
  cat >"$work/apt.conf" <<CONF
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "$work/empty";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "$work/empty";
Dir::State "$work/state";
Dir::State::Status "$work/state/status";
Dir::Cache "$work/cache";
Dir::Log "$work";
APT::Sandbox::User "$(id -un)";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Retries "3";
Debug::NoLocking "true";
CONF
  PRIVATE_APT_CONFIG=$work/apt.conf
  private_apt apt-get -qq update
}

private_apt() { APT_CONFIG=$PRIVATE_APT_CONFIG "$@"; }

# Names of all packages that installing "$@" would bring, one a line.
package_closure() { private_apt apt-get -qq --simulate install "$@" | awk '$1 == "Inst" { print $2 }'; }
