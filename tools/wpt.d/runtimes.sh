# Sourced by tools/wpt: the other runtimes, of the versions that the benches have too.

source "$root/bench/lib/rivals.sh"

# Installs what was asked for and is not there; says of each its name, version and program, a line each.
find_runtimes() {
  local name binary target
  target=$(mktemp -d) || return
  for name in "$@"; do
    binary=${name}_binary
    if [[ $name == bun && ! -x $bun_binary ]]; then
      install_bun
    elif [[ -n ${!binary:-} && ! -x ${!binary} ]]; then
      install_rivals
    fi
    [[ -x ${!binary:-} ]] && version=${name}_version && echo "$name ${!version} ${!binary}"
  done
  rm -r "$target"
}
