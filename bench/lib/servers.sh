# Servers: started on one core, all processes of each; their processor time and memory.

declare -A pid_of port_of

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# A process and all that descend from it.
processes_of() {
  awk -v root="$1" '
    { line = $0; pid = $1; sub(/^.*\) /, "", line); split(line, rest, " "); parent[pid] = rest[2] }
    END {
      keep[root] = 1
      for (grown = 1; grown;) {
        grown = 0
        for (pid in parent) if (!(pid in keep) && (parent[pid] in keep)) { keep[pid] = 1; grown = 1 }
      }
      for (pid in keep) print pid
    }' /proc/[0-9]*/stat 2>/dev/null
}

# Processor time of a server until now, in ticks of the kernel.
ticks_of() {
  local pid stats=()
  for pid in $(processes_of "$1"); do
    stats+=("/proc/$pid/stat")
  done
  awk '{ line = $0; sub(/^.*\) /, "", line); split(line, rest, " "); sum += rest[12] + rest[13] }
    END { print sum + 0 }' "${stats[@]}" 2>/dev/null
}

# Memory of a server in kB: shared pages divided among who shares them; resident where that is hidden.
memory_of() {
  local pid sum=0 kilobytes
  for pid in $(processes_of "$1"); do
    kilobytes=$(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup" 2>/dev/null)
    [[ $kilobytes ]] || kilobytes=$(awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status" 2>/dev/null)
    sum=$((sum + ${kilobytes:-0}))
  done
  echo "$sum"
}

# A child that could use another core would make the comparison untrue.
check_cores() {
  local server=$1 pid cores
  for pid in $(processes_of "${pid_of[$server]}"); do
    cores=$(taskset -pc "$pid" 2>/dev/null | sed 's/.*: //')
    if [[ $cores && $cores != "$server_core" ]]; then
      echo "bench: process $pid of $server may use cores $cores; it is to use core $server_core." >&2
      exit 1
    fi
  done
}

start_servers() {
  local server words port
  for server in "${servers[@]}"; do
    port=$(free_port)
    words=()
    "command_$server" "$port"
    taskset -c "$server_core" "${words[@]}" >"$results/$server.out" 2>&1 </dev/null &
    pid_of[$server]=$!
    port_of[$server]=$port
    await "$server"
  done
}

# Waits for the first 200 and shows that all servers answer the same.
await() {
  local server=$1 i answer
  for ((i = 0; i < 200; i++)); do
    if answer=$(curl -fsS -m 2 -w ' %{content_type}' "http://127.0.0.1:${port_of[$server]}$path" 2>/dev/null); then
      echo "bench: $server answers '${answer//$'\n'/ }' on port ${port_of[$server]}" >&2
      return
    fi
    kill -0 "${pid_of[$server]}" 2>/dev/null || break
    sleep 0.1
  done
  echo "bench: $server gave no answer; see $results/$server.out" >&2
  exit 1
}

stop_servers() {
  local server
  for server in "${!pid_of[@]}"; do
    kill -TERM "${pid_of[$server]}" 2>/dev/null
  done
  for server in "${!pid_of[@]}"; do
    wait "${pid_of[$server]}" 2>/dev/null
    unset "pid_of[$server]"
  done
  rm -f "$results/request.log"
}
