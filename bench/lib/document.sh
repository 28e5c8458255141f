# docs/BENCHMARKS.md: each bench has a section between two marks and replaces that alone.

document=$root/docs/BENCHMARKS.md

# Puts a file in place of the section of that name, or at the end where there is none.
put_section() {
  local name=$1 file=$2 fresh=$target/document.md
  mkdir -p "$target"
  if [[ ! -f $document ]]; then
    printf '# Benchmarks\n\nEach section is written by the command that it names; nothing here is typed in by hand.\n' >"$document"
  fi
  awk -v open="<!-- begin $name -->" -v shut="<!-- end $name -->" -v file="$file" '
    function section(line) {
      print open
      while ((getline line < file) > 0) print line
      print shut
      placed = 1
    }
    $0 == open { section(); inside = 1 }
    !inside
    $0 == shut { inside = 0 }
    END { if (!placed) { print ""; section() } }' "$document" >"$fresh" && cp "$fresh" "$document"
  rm -f "$fresh"
  echo "bench: wrote the section '$name' of docs/BENCHMARKS.md" >&2
}

# The section of a bench with servers, out of its passes.
summarize() {
  medians >"$results/medians.tsv"
  {
    printf '## %s\n\n%s\n\n' "$title" "$question"
    [[ $quick ]] || printf '![Requests per second](bench-%s.svg)\n\n' "$name"
    table
    printf '\n'
    [[ ${#left_out[@]} -eq 0 ]] || printf 'Not installed and left out: %s.\n\n' "${left_out[*]}"
    conditions
  } >"$results/section.md"
}

table() {
  echo '| server | requests/s | slowest to fastest pass | to workerd | p50 | p99 | CPU a request | memory (PSS) | failed |'
  echo '|---|---:|---:|---:|---:|---:|---:|---:|---:|'
  awk -F'\t' '
    NR == FNR { if ($1 == "workerd") base = $2; next }
    {
      ratio = base ? sprintf("%.2fx", $2 / base) : "-"
      printf "| %s | %d | %d-%d | %s | %.2f ms | %.2f ms | %.1f µs | %d MB | %d |\n", $1, $2, $8, $9, ratio, $3, $4, $5, $6, $7
    }' "$results/medians.tsv" "$results/medians.tsv"
}

conditions() {
  local server
  echo "- Command: \`bench/run $name${quick:+ --quick}\`, $(date -u +%Y-%m-%d), commit $(commit)"
  echo "- Machine: $(machine)"
  printf -- '- Versions:'
  for server in "${servers[@]}"; do
    printf ' %s %s,' "$server" "$("version_$server")"
  done
  printf ' wrk %s\n' "$(wrk -v 2>&1 | sed -n '1s/^wrk \([^ ]*\).*/\1/p')"
  echo "- Medians of $passes passes of $seconds s that alternate between the servers, after $warm_seconds s of warm-up each; \`wrk -t1 -c$connections\` on core $load_core, all processes of a server on core $server_core (CPU and memory are those of all of them)"
}
