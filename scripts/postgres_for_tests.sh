#!/usr/bin/env bash
# A throw-away PostgreSQL server for the tests, on this machine alone.
#
#   address=$(bash scripts/postgres_for_tests.sh)      start it (once) and print its address
#   MATCHDESK_TEST_POSTGRES=$address make pytest
#   bash scripts/postgres_for_tests.sh stop            stop it and delete its data
#
# Needs the server's programs (Debian, Ubuntu: apt-get install postgresql). The data lie in
# $MATCHDESK_POSTGRES_DIR (default /tmp/matchdesk-postgres); it listens on 127.0.0.1 only, on the
# first free port from 54329.
set -euo pipefail

folder=${MATCHDESK_POSTGRES_DIR:-/tmp/matchdesk-postgres}

# The newest version that is installed; Debian keeps it off the PATH.
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [[ -z $programs ]]; then
    found=$(command -v initdb || true)
    programs=${found%/*}
fi
if [[ -z $programs ]]; then
    echo "PostgreSQL is not installed: apt-get install postgresql" >&2
    exit 1
fi

# The server refuses to run as root.
as_owner() {
    if [[ $EUID -eq 0 ]]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

address() {
    echo "postgresql://matchdesk@127.0.0.1:$(cat "$folder/port")/matchdesk_tests"
}

if [[ ${1:-} == stop ]]; then
    [[ -d $folder/data ]] && as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >&2
    rm -rf "$folder"
    exit 0
fi

if [[ -f $folder/port ]] && as_owner "$programs/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
    address
    exit 0
fi

rm -rf "$folder"
mkdir -p "$folder"
[[ $EUID -eq 0 ]] && chown postgres "$folder"
port=54329
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((port + 1))
done
cd "$folder"
as_owner "$programs/initdb" -D "$folder/data" -U matchdesk -A trust -E UTF8 --locale=C.UTF-8 \
    --no-sync >/dev/null
# Durability is of no use to data that are thrown away.
as_owner "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w start -o "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off" >&2
as_owner "$programs/createdb" -h 127.0.0.1 -p "$port" -U matchdesk matchdesk_tests >&2
echo "$port" >"$folder/port"
address
