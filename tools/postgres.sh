#!/usr/bin/env bash
# Print the address of a PostgreSQL for tests: the one in PALPATE_TEST_POSTGRES, or a throw-away
# server that this script starts and keeps running until `tools/postgres.sh stop`.
set -euo pipefail
cd "$(dirname "$0")/.."
state=build/postgres.state

say() { echo "$*" >&2; }

as_server() { # initdb and postgres refuse to run as root
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid postgres --regid postgres --clear-groups env HOME="$folder" "$@"
    else
        "$@"
    fi
}

read_state() { # sets folder, port, bin; fails when no server of ours answers
    [ -f "$state" ] || return 1
    # shellcheck source=/dev/null
    . "$state"
    [ -d "$folder/data" ] && "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"
}

find_bin() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
    if [ -z "$found" ] && command -v initdb >/dev/null; then
        found=$(dirname "$(readlink -f "$(command -v initdb)")")
    fi
    [ -n "$found" ] && [ -x "$found/initdb" ] && echo "$found"
}

ensure_bin() {
    bin=$(find_bin) && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing PostgreSQL for the tests ..."
        apt-get update -q >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q postgresql >/dev/null
        bin=$(find_bin) && return
    fi
    say "The database tests need PostgreSQL. Run: sudo apt-get install postgresql"
    say "or set PALPATE_TEST_POSTGRES=postgresql://user:password@host/database"
    exit 1
}

free_port() {
    local candidate
    while :; do
        candidate=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || break
    done
    echo "$candidate"
}

start() {
    ensure_bin
    folder=$(mktemp -d /tmp/palpate-postgres.XXXXXX)
    [ "$(id -u)" = 0 ] && chown postgres:postgres "$folder"
    password=$(od -An -tx1 -N12 /dev/urandom | tr -d ' \n')
    (umask 077 && printf '%s\n' "$password" >"$folder/password")
    [ "$(id -u)" = 0 ] && chown postgres:postgres "$folder/password"
    as_server "$bin/initdb" -D "$folder/data" -U palpate_admin --pwfile="$folder/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log" 2>&1 </dev/null ||
        { cat "$folder/initdb.log" >&2; exit 1; }
    port=$(free_port)
    as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 -o \
        "-h 127.0.0.1 -p $port -k $folder -F -c full_page_writes=off -c synchronous_commit=off -c max_connections=60 -c shared_buffers=64MB" \
        start >/dev/null </dev/null || { cat "$folder/server.log" >&2; exit 1; }
    # Tests connect as a user that is no superuser, as a practice would: a superuser would pass
    # every row-level policy.
    PGPASSWORD=$password "$bin/psql" -q -h 127.0.0.1 -p "$port" -U palpate_admin -d postgres \
        -c "CREATE ROLE palpate LOGIN CREATEDB CREATEROLE PASSWORD '$password'" \
        -c "CREATE DATABASE palpate OWNER palpate" >/dev/null
    mkdir -p build
    (umask 077 && printf 'folder=%s\nport=%s\nbin=%s\npassword=%s\n' \
        "$folder" "$port" "$bin" "$password" >"$state")
}

stop() {
    if [ -f "$state" ]; then
        # shellcheck source=/dev/null
        . "$state"
        as_server "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
        rm -rf "$folder" "$state"
    fi
}

case "${1:-url}" in
url)
    if [ -n "${PALPATE_TEST_POSTGRES:-}" ]; then
        echo "$PALPATE_TEST_POSTGRES"
        exit 0
    fi
    mkdir -p build
    exec 9>build/postgres.lock
    flock 9
    if ! read_state; then
        stop
        start 9>&-
    fi
    echo "postgresql://palpate:$password@127.0.0.1:$port/palpate"
    ;;
stop) stop ;;
*)
    say "Usage: tools/postgres.sh [url|stop]"
    exit 2
    ;;
esac
