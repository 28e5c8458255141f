# Sourced by ./edgewise and ./test: refuses what is no Linux on x86-64, and finds a JDK that is new enough.
# Sets JAVA_HOME. Starts no program but uname, as it runs at every start.

jdk_least=25

require_platform() {
  local platform
  platform=$(uname -sm)
  if [[ $platform != "Linux x86_64" ]]; then
    echo "edgewise: this is $platform; Edgewise runs on Linux x86-64 only, for now." >&2
    exit 1
  fi
}

# Whether a directory holds a JDK (with a compiler) of that age or newer.
is_jdk() {
  local home=$1 line version=0
  [[ -n $home && -x $home/bin/javac && -r $home/release ]] || return 1
  while IFS= read -r line; do
    if [[ $line =~ ^JAVA_VERSION=\"?([0-9]+) ]]; then
      version=${BASH_REMATCH[1]}
      break
    fi
  done < "$home/release"
  ((version >= jdk_least))
}

# The home of the `java` that the PATH leads to, through its links.
home_of_path() {
  local java
  java=$(type -P java) || return 0
  while [[ -L $java ]]; do
    local link
    link=$(readlink "$java")
    [[ $link == /* ]] || link=${java%/*}/$link
    java=$link
  done
  REPLY=${java%/bin/java}
}

find_jdk() {
  local home REPLY=
  for home in "${EDGEWISE_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
    if is_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  home_of_path
  for home in "$REPLY" /usr/lib/jvm/* ~/.sdkman/candidates/java/* ~/.jdks/*; do
    if is_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  echo "edgewise: no JDK of version $jdk_least or newer was found; get one from https://adoptium.net (or 'sdk install java 25-tem')" >&2
  echo "edgewise: and put it on the PATH, or say where it is with EDGEWISE_JAVA_HOME=/path/to/jdk." >&2
  exit 1
}
