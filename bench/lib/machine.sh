# What a bench needs of the machine, and what is told of it.

# Ends with the names of the tools that are missing.
require_tools() {
  local tool missing=()
  for tool in "$@"; do
    type -P "$tool" >/dev/null || missing+=("$tool")
  done
  if ((${#missing[@]})); then
    echo "bench: not installed: ${missing[*]} (on Debian: apt install wrk curl gawk util-linux)" >&2
    exit 1
  fi
}

require_cores() {
  local cores
  cores=$(nproc)
  if ((cores < $1)); then
    echo "bench: this machine has $cores core; servers and load need $1 of their own." >&2
    exit 1
  fi
}

# One line: processor, cores, memory, system, kernel.
machine() {
  local model cores memory system
  model=$(awk -F': *' '/^model name/ { print $2; exit }' /proc/cpuinfo)
  cores=$(nproc --all)
  memory=$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1000 / 1000 }' /proc/meminfo)
  system=$(. /etc/os-release && echo "$PRETTY_NAME")
  echo "$model, $cores cores, $memory, $system, Linux $(uname -r)"
}

# The commit that is measured, and whether files differ from it.
commit() {
  local at
  at=$(git -C "$root" rev-parse --short HEAD 2>/dev/null) || { echo "no commit"; return; }
  [[ -z $(git -C "$root" status --porcelain --untracked-files=no -- . ':!docs') ]] || at="$at with changes"
  echo "$at"
}

# The version of the JDK that ./edgewise runs on.
jdk_version() {
  "$root/edgewise" --version 2>/dev/null | sed 's/.* on //'
}
