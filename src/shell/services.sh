# PostgreSQL, RabbitMQ and Redis on this machine, for development: read by ./herald, which runs in the repository.
# What already listens where the hub's own environment variables point is used as it is, and never ended.

services=data/services

services() {
  case "${1:-}" in
    up) services_up ;;
    down) services_down ;;
    *) echo "./herald services knows up and down." >&2; exit 2 ;;
  esac
}

services_up() {
  find_services
  local name
  missing_services=()
  for name in postgresql rabbitmq redis; do
    if ours "$name" && ! answers "$name"; then
      echo "$(called "$name") was started on another port than ${service_port[$name]}; first: ./herald services down" >&2
      exit 1
    elif ours "$name"; then
      echo "$(called "$name") runs on ${service_host[$name]}:${service_port[$name]}."
    elif answers "$name"; then
      echo "$(called "$name") on ${service_host[$name]}:${service_port[$name]} was there already; it is used as it is."
    else
      here_only "$name"
      missing_services+=("$name")
    fi
  done
  if [ ${#missing_services[@]} -gt 0 ]; then start_missing; fi
  print_environment
}

# The same variables the hub reads, or what its cluster profile says.
declare -A service_host service_port
find_services() {
  local url=${HERALD_DATABASE_URL:-postgresql://127.0.0.1:5432/herald}
  database=${url##*/}
  database=${database%%\?*}
  user=${HERALD_DATABASE_USERNAME:-herald}
  place postgresql "$url" 5432
  place rabbitmq "${HERALD_BROKER_URL:-amqp://127.0.0.1:5672}" 5672
  place redis "${QUARKUS_REDIS_HOSTS:-redis://127.0.0.1:6379}" 6379
}

place() {
  local address=${2#*://}
  address=${address##*@}
  address=${address%%[/,?]*}
  service_host[$1]=${address%%:*}
  service_port[$1]=$3
  case "$address" in *:*) service_port[$1]=${address##*:} ;; esac
}

called() {
  case "$1" in postgresql) echo PostgreSQL ;; rabbitmq) echo RabbitMQ ;; redis) echo Redis ;; esac
}

answers() {
  (exec 3<>"/dev/tcp/${service_host[$1]}/${service_port[$1]}") 2>/dev/null
}

here_only() {
  case "${service_host[$1]}" in 127.* | localhost) return 0 ;; esac
  echo "Nothing answers on ${service_host[$1]}:${service_port[$1]}, where $(called "$1") should be. Services are started on 127.0.0.1 only." >&2
  exit 1
}

start_missing() {
  mkdir -p "$services"
  database_password >/dev/null
  local name package packages=()
  for name in "${missing_services[@]}"; do
    package=$(package_missing_for "$name")
    [ -z "$package" ] || packages+=("$package")
  done
  if [ ${#packages[@]} -gt 0 ] && ! can_install && docker compose version >/dev/null 2>&1; then
    start_in_docker
    return
  fi
  install_or_say "Without Docker Compose, the cluster's services need" "${packages[@]}"
  for name in "${missing_services[@]}"; do "start_$name"; done
}

# The Debian package that would bring it, or nothing when it is there.
package_missing_for() {
  case "$1" in
    postgresql) [ -n "$(postgresql_programs)" ] || echo postgresql ;;
    rabbitmq) [ -n "$(rabbitmq_programs)" ] || echo rabbitmq-server ;;
    redis) command -v redis-server >/dev/null 2>&1 || echo redis-server ;;
  esac
}

postgresql_programs() {
  find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1
}

rabbitmq_programs() {
  find /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin -maxdepth 0 2>/dev/null | sort -V | tail -n 1
}

start_postgresql() {
  local programs home=$PWD/$services/postgresql ordinary_user=()
  # PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and still owns its files.
  [ "$(id -u)" -ne 0 ] || ordinary_user=(unshare -U)
  programs=$(postgresql_programs)
  mkdir -p "$home"
  if [ ! -d "$home/data" ]; then
    rm -rf "$home/data.new"
    "${ordinary_user[@]}" "$programs/initdb" --pgdata="$home/data.new" --username="$user" --pwfile="$services/password" \
      --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$home/initdb.log" 2>&1 ||
      { cat "$home/initdb.log" >&2; exit 1; }
    mv "$home/data.new" "$home/data"
  fi
  launch postgresql "$home/server.log" "${ordinary_user[@]}" "$programs/postgres" -D "$home/data" -p "${service_port[postgresql]}" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c random_page_cost=1.1
  if ! in_database postgres -tAc "select datname from pg_database" | grep -qx "$database"; then
    in_database postgres -qc "create database \"$database\""
  fi
}

in_database() {
  local name=$1
  shift
  PGPASSWORD=$(database_password) "$(postgresql_programs)/psql" -h 127.0.0.1 -p "${service_port[postgresql]}" -U "$user" -d "$name" "$@"
}

start_rabbitmq() {
  local home=$PWD/$services/rabbitmq
  mkdir -p "$home/home"
  echo '[].' >"$home/plugins"
  printf '[{rabbit, [{tcp_listeners, [{"127.0.0.1", %s}]}]}].\n' "${service_port[rabbitmq]}" >"$home/rabbitmq.config"
  # Erlang's name server epmd is started when none runs, on the loopback alone; it stays, for it may serve others.
  # With RABBITMQ_ALLOW_INPUT the script becomes the broker itself, so that its process id is the broker's.
  launch rabbitmq "$home/rabbit.log" env HOME="$home/home" ERL_CRASH_DUMP="$home/crash.dump" ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_CONF_ENV_FILE=/dev/null \
    RABBITMQ_NODENAME="herald-${service_port[rabbitmq]}@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 \
    RABBITMQ_NODE_PORT="${service_port[rabbitmq]}" RABBITMQ_MNESIA_BASE="$home/data" RABBITMQ_LOG_BASE="$home/log" \
    RABBITMQ_CONFIG_FILE="$home/rabbitmq" RABBITMQ_ENABLED_PLUGINS_FILE="$home/plugins" RABBITMQ_ALLOW_INPUT=true \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-noinput +sbwt none -kernel inet_dist_use_interface {127,0,0,1}" \
    "$(rabbitmq_programs)/rabbitmq-server"
}

# It holds nothing that must outlive it.
start_redis() {
  mkdir -p "$services/redis"
  launch redis "$services/redis/redis.log" redis-server --bind 127.0.0.1 --port "${service_port[redis]}" \
    --dir "$services/redis" --save "" --appendonly no
}

# In a session of its own, away from a terminal's Ctrl-C.
launch() {
  local name=$1 log=$2 process tries=0
  shift 2
  setsid "$@" >"$log" 2>&1 </dev/null &
  process=$!
  echo "$process $(born "$process")" >"$services/$name.pid"
  until answers "$name"; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ] || ! kill -0 "$process" 2>/dev/null; then
      echo "$(called "$name") did not start on port ${service_port[$name]}. Its log $log ends with:" >&2
      tail -n 10 "$log" >&2
      exit 1
    fi
    sleep 0.1
  done
  echo "$(called "$name") started on 127.0.0.1:${service_port[$name]}; its files are in $services/$name."
}

# When a process began: a process id alone proves nothing after a restart of the machine.
born() {
  sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20
}

ours() {
  local process began
  read -r process began 2>/dev/null <"$services/$1.pid" || return 1
  [ -n "$began" ] && [ "$(born "$process")" = "$began" ]
}

services_down() {
  find_services
  if [ -e "$services/docker" ]; then
    HERALD_DATABASE_PASSWORD=$(database_password) docker compose -f config/services.yaml down
    rm "$services/docker"
  fi
  local name
  for name in redis rabbitmq postgresql; do
    if ours "$name"; then
      end_service "$name"
    elif answers "$name"; then
      echo "$(called "$name") on ${service_host[$name]}:${service_port[$name]} was not started by ./herald services up; it is left alone."
    else
      echo "$(called "$name") does not run."
    fi
    ours "$name" || rm -f "$services/$name.pid"
  done
}

# PostgreSQL waits for its clients on TERM, not on INT.
end_service() {
  local process signal=TERM tries=0
  read -r process _ <"$services/$1.pid"
  [ "$1" = postgresql ] && signal=INT
  kill -s "$signal" "$process"
  while ours "$1" && [ $tries -lt 300 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  if ours "$1"; then
    echo "$(called "$1") (process $process) does not end." >&2
  else
    echo "$(called "$1") ended; its files stay in $services/$1."
  fi
}

start_in_docker() {
  touch "$services/docker"
  HERALD_DATABASE_NAME=$database HERALD_DATABASE_USERNAME=$user HERALD_DATABASE_PASSWORD=$(database_password) \
    HERALD_DATABASE_PORT=${service_port[postgresql]} RABBITMQ_PORT=${service_port[rabbitmq]} REDIS_PORT=${service_port[redis]} \
    docker compose -f config/services.yaml up -d --wait "${missing_services[@]}"
}

# Made once, or taken from the environment the first time; for its owner alone.
database_password() {
  if [ ! -s "$services/password" ]; then
    (umask 077 && echo "${HERALD_DATABASE_PASSWORD:-$(random_key)}" >"$services/password")
  fi
  cat "$services/password"
}

print_environment() {
  if ours postgresql || [ -e "$services/docker" ]; then
    HERALD_DATABASE_PASSWORD=$(database_password)
  fi
  echo
  echo "A hub finds them with:"
  echo "export QUARKUS_PROFILE=cluster"
  echo "export HERALD_DATABASE_URL=postgresql://${service_host[postgresql]}:${service_port[postgresql]}/$database"
  echo "export HERALD_DATABASE_USERNAME=$user"
  echo "export HERALD_DATABASE_PASSWORD=${HERALD_DATABASE_PASSWORD:-...   # of the PostgreSQL that was there}"
  echo "export HERALD_BROKER_URL=${HERALD_BROKER_URL:-amqp://${service_host[rabbitmq]}:${service_port[rabbitmq]}}"
  echo "export QUARKUS_REDIS_HOSTS=${QUARKUS_REDIS_HOSTS:-redis://${service_host[redis]}:${service_port[redis]}}"
}
