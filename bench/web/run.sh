#!/bin/bash
# Measures what apps do most with the web's interfaces, beside node, deno and workerd in one run, and
# writes what came out to docs/BENCHMARKS.md:
#   bench/web/run.sh [--quick] [WORD]
# Only cases whose name holds the WORD are measured, and nothing is written then. All processes of a server share core 0; the clock is on core 1.
set -u
bench=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
root=${bench%/*}
target=$bench/target
cd "$root" || exit 1
source tools/find-jdk.sh
for part in "$bench"/lib/*.sh; do
  source "$part"
done
quick= only=
for word in "$@"; do
  case $word in
    --quick) quick=1 ;;
    -*) echo "bench: there is no option $word." >&2; exit 2 ;;
    *) only=$word ;;
  esac
done
passes=5 millis=400
[[ $quick ]] && passes=1 millis=60
server_core=0 load_core=1 path=/
results=$target/web${quick:+-quick}
mkdir -p "$results"
require_tools taskset curl awk
require_cores 2
require_platform
find_jdk

servers=(edgewise node deno workerd)
command_edgewise() { words=("$root/edgewise" dev "$bench/web" --port "$1" --log "$results/request.log"); }
command_node() { words=("$node_binary" "$bench/web/node.mjs" "$1"); }
command_deno() { words=("$deno_binary" serve --no-config --host 127.0.0.1 --port "$1" "$bench/web/worker.js"); }
command_workerd() { words=("$workerd_binary" serve "$bench/web/workerd.capnp" --socket-addr "http=127.0.0.1:$1"); }

table() {
  awk -F'\t' -v servers="${servers[*]}" '
    function time(nanos) { return nanos < 1000 ? sprintf("%d ns", nanos) : nanos < 1e6 ? sprintf("%.2f µs", nanos / 1e3) : sprintf("%.2f ms", nanos / 1e6) }
    BEGIN {
      size = split(servers, names, " ")
      head = "| case |"; rule = "|---|"
      for (i = 1; i <= size; i++) { head = head " " names[i] " |"; rule = rule "---:|"; if (names[i] == "node") node = i + 1 }
      print head " to node |"; print rule "---:|"
    }
    {
      row = "| " $1 " |"
      for (i = 2; i <= size + 1; i++) row = row " " time($i) " |"
      print row (node ? sprintf(" %.2fx |", $2 / $node) : " - |")
    }' "$results/cases.tsv"
}

"$root/edgewise" --version >/dev/null || exit 1
find_rivals
trap stop_servers EXIT
trap 'exit 130' INT TERM
start_servers
named=()
for server in "${servers[@]}"; do named+=("$server=${port_of[$server]}"); done
taskset -c "$load_core" "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m "$bench/src/web/Web.java" "$passes" "$millis" "$only" "${named[@]}" >"$results/cases.tsv" || exit 1
stop_servers
{
  printf '## The web'"'"'s interfaces\n\nTime of one turn of each case of `bench/web/cases.js`, the same file on all servers; less than 1x is faster than node.\n\n'
  table
  printf '\n- Command: `bench/web/run.sh`, %s, commit %s\n- Machine: %s\n- Versions:' "$(date -u +%Y-%m-%d)" "$(commit)" "$(machine)"
  versions=
  for server in "${servers[@]}"; do versions+=", $server $("version_$server")"; done
  printf ' %s' "${versions#, }"
  printf '\n- Medians of %s passes of %s ms that alternate between the servers; all processes of a server on core %s\n' "$passes" "$millis" "$server_core"
} >"$results/section.md"
[[ $quick || $only ]] || put_section web "$results/section.md"
cat "$results/section.md"
