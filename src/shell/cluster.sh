# Two equal nodes of the hub on the services of this machine: read by ./herald, which runs in the repository.

cluster=data/cluster
nodes=()
node_ports=()

cluster() {
  need
  build_when_needed
  services_up
  export QUARKUS_PROFILE=cluster HERALD_DATABASE_PASSWORD
  export HERALD_BOOTSTRAP_KEY=${HERALD_BOOTSTRAP_KEY:-$(random_key)}
  mkdir -p "$cluster"
  trap end_nodes EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  echo "Starting two nodes ..." >&2
  local number from=8080
  for number in 1 2; do
    start_node "$number" "$(free_port "$from")"
    from=$((node_ports[number - 1] + 1))
  done
  for number in 1 2; do await_node "$number"; done
  tell_cluster
  wait -n "${nodes[@]}" || true
  for number in 1 2; do
    kill -0 "${nodes[number - 1]}" 2>/dev/null || echo "Node $number ended by itself; see $cluster/node-$number.log." >&2
  done
  wait "${nodes[@]}" || true
  exit 1
}

# In a session of its own: a terminal's Ctrl-C reaches this script alone, which ends one node after the other.
start_node() {
  QUARKUS_HTTP_PORT=$2 setsid "$(java_command)" "${java_options[@]}" ${HERALD_JAVA_OPTS:-} -jar "$jar" \
    >"$cluster/node-$1.log" 2>&1 </dev/null &
  nodes+=($!)
  node_ports+=("$2")
}

await_node() {
  local process=${nodes[$1 - 1]} tries=0
  until ready "${node_ports[$1 - 1]}"; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ] || ! kill -0 "$process" 2>/dev/null; then
      echo "Node $1 is not ready. Its log $cluster/node-$1.log ends with:" >&2
      tail -n 15 "$cluster/node-$1.log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

ready() {
  local answer=""
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3
  read -r -t 5 answer <&3 || true
  exec 3>&-
  [[ $answer == *" 200 "* ]]
}

tell_cluster() {
  cat <<TEXT

Two nodes run, equal in everything:
  http://127.0.0.1:${node_ports[0]}   process ${nodes[0]}, log $cluster/node-1.log
  http://127.0.0.1:${node_ports[1]}   process ${nodes[1]}, log $cluster/node-2.log
Talk to either; what they offer is described at /q/openapi. This key opens everything:
  curl -H "Authorization: Bearer $HERALD_BOOTSTRAP_KEY" http://127.0.0.1:${node_ports[0]}/api/congresses
Ctrl-C ends both nodes and leaves the services running (./herald services down).
TEXT
}

# One after the other, so that the second can go on with what the first hands back.
end_nodes() {
  trap '' INT TERM
  local number process tries
  for number in "${!nodes[@]}"; do
    process=${nodes[$number]}
    kill "$process" 2>/dev/null || continue
    tries=0
    while kill -0 "$process" 2>/dev/null && [ $tries -lt 250 ]; do
      tries=$((tries + 1))
      sleep 0.1
    done
    if kill -9 "$process" 2>/dev/null; then
      echo "Node $((number + 1)) did not end within 25 s and was killed." >&2
    else
      echo "Node $((number + 1)) ended." >&2
    fi
  done
}
