# Load by wrk, in passes that alternate between the servers, and the medians of them.

# One run of wrk: requests, microseconds, p50 and p99 in microseconds, failures.
load() {
  taskset -c "$load_core" wrk -t1 -c"$connections" -d"$2s" -s "$bench/lib/report.lua" \
    "http://127.0.0.1:${port_of[$1]}$path" | sed -n 's/^figures //p'
}

measure() {
  local server pass before after figures
  : >"$results/passes.tsv"
  for server in "${servers[@]}"; do
    echo "bench: warm-up of $server" >&2
    load "$server" "$warm_seconds" >/dev/null
    check_cores "$server"
  done
  for ((pass = 1; pass <= passes; pass++)); do
    for server in "${servers[@]}"; do
      load "$server" "$lead_seconds" >/dev/null
      before=$(ticks_of "${pid_of[$server]}")
      figures=$(load "$server" "$seconds")
      after=$(ticks_of "${pid_of[$server]}")
      echo "$server $figures $((after - before)) $(memory_of "${pid_of[$server]}")" >>"$results/passes.tsv"
      echo "bench: pass $pass of $passes, $server: $(awk '{ printf "%.0f requests/s", $1 / $2 * 1e6 }' <<<"$figures")" >&2
    done
  done
}

# Medians, a line a server: name, requests/s, p50 ms, p99 ms, CPU µs a request, MB, failures, and
# the slowest and fastest pass.
medians() {
  local ticks
  ticks=$(getconf CLK_TCK)
  awk -v servers="${servers[*]}" -v ticks="$ticks" '
    function median(list, n,    sorted, i, j, v) {
      for (i = 1; i <= n; i++) {
        v = list[i]
        for (j = i - 1; j > 0 && sorted[j] > v; j--) sorted[j + 1] = sorted[j]
        sorted[j + 1] = v
      }
      least = sorted[1]; most = sorted[n]
      return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
    }
    function of(server, column,    list, i) {
      for (i = 1; i <= count[server]; i++) list[i] = value[server, i, column]
      return median(list, count[server])
    }
    {
      n = ++count[$1]
      value[$1, n, "rate"] = $2 / $3 * 1e6
      value[$1, n, "p50"] = $4 / 1000
      value[$1, n, "p99"] = $5 / 1000
      failed[$1] += $6
      value[$1, n, "cpu"] = $2 ? $7 / ticks * 1e6 / $2 : 0
      value[$1, n, "memory"] = $8 / 1000
    }
    END {
      size = split(servers, names, " ")
      for (s = 1; s <= size; s++) {
        name = names[s]
        p50 = of(name, "p50"); p99 = of(name, "p99"); cpu = of(name, "cpu"); memory = of(name, "memory")
        rate = of(name, "rate")
        printf "%s\t%.0f\t%.2f\t%.2f\t%.1f\t%.0f\t%d\t%.0f\t%.0f\n", \
          name, rate, p50, p99, cpu, memory, failed[name], least, most
      }
    }' "$results/passes.tsv"
}
