# Measurements and long trials of the hub: read by ./herald, which runs in the repository.

fault_tests='CrashFaultIT,NodesFaultIT,BrokerFaultIT,StoresFaultIT,ProviderFaultIT,ManyKillsFaultIT'

# Every fault story at its full length, two at a time, so many rounds, and at the end a line of counts for each. Ends with the first round that fails.
bench_faults() {
  local rounds=${1:-1} round counts
  [[ $rounds =~ ^[1-9][0-9]*$ ]] || { echo "./herald bench faults takes how many rounds to run, not $rounds." >&2; exit 2; }
  shift || true
  need
  need_for_tests
  counts=target/bench-faults-$(date +%Y%m%d-%H%M%S).txt
  mkdir -p target
  for ((round = 1; round <= rounds; round++)); do
    echo "Round $round of $rounds" | tee -a "$counts"
    local failed=0
    rm -rf target/fault
    mvn -B -q --no-transfer-progress verify -Dherald.faults=long -Dit.test="$fault_tests" -DforkCount=2 \
      -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false "$@" || failed=$?
    cat target/fault/*/counts.txt >>"$counts" 2>/dev/null || true
    [ "$failed" -eq 0 ] || break
  done
  echo
  cat "$counts"
  echo "These counts are in $counts."
  return "$failed"
}

# From the call that moves an item everybody was told of until every card says so.
bench_cards() {
  need
  need_for_tests
  mvn -B -q --no-transfer-progress verify -Dit.test=CardsBench -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false "$@" |
    grep --line-buffered -E '^(move|cards bench)|ERROR|BUILD'
}
