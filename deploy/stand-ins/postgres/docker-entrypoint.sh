#!/usr/bin/env bash
# Makes the cluster at the first start, as the environment says, runs what lies in /docker-entrypoint-initdb.d, and
# becomes the server. Started as root, it goes on as postgres.
set -euo pipefail

sockets=/var/run/postgresql

fail() {
    echo "docker-entrypoint.sh: $1" >&2
    exit 1
}

# from_file NAME [DEFAULT]: the value of NAME, or what stands in the file that NAME_FILE names
from_file() {
    local direct=${!1:-} file=$1_FILE
    file=${!file:-}
    [ -z "$direct" ] || [ -z "$file" ] || fail "$1 and $1_FILE are both set: choose one."
    if [ -n "$file" ]; then
        [ -r "$file" ] || fail "$1_FILE names $file, which cannot be read."
        direct=$(< "$file")
    fi
    echo "${direct:-${2:-}}"
}

create_cluster() {
    local user password database
    user=$(from_file POSTGRES_USER postgres)
    password=$(from_file POSTGRES_PASSWORD)
    database=$(from_file POSTGRES_DB "$user")
    [ -n "$password" ] || fail "POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE has to be set at the first start."

    # shellcheck disable=SC2086 # further arguments are words
    initdb --pgdata="$PGDATA" --username="$user" --pwfile=<(echo "$password") --encoding=UTF8 \
        --auth-local=trust --auth-host=scram-sha-256 ${POSTGRES_INITDB_ARGS:-}
    echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"

    # for what follows it listens on its socket only, so that nobody finds it half-made
    pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -c unix_socket_directories=$sockets" -w start
    export PGHOST=$sockets PGUSER=$user
    if [ "$database" != postgres ]; then
        psql -v ON_ERROR_STOP=1 --no-psqlrc -d postgres -v name="$database" <<< 'CREATE DATABASE :"name";'
    fi
    local script
    for script in /docker-entrypoint-initdb.d/*; do
        case $script in
            *.sh)
                echo "docker-entrypoint.sh: $script"
                # shellcheck disable=SC1090 # not known here
                if [ -x "$script" ]; then "$script"; else . "$script"; fi
                ;;
            *.sql)
                echo "docker-entrypoint.sh: $script"
                psql -v ON_ERROR_STOP=1 --no-psqlrc -d "$database" -f "$script"
                ;;
        esac
    done
    unset PGHOST PGUSER
    pg_ctl -D "$PGDATA" -m fast -w stop
}

case ${1:-} in
    '' | -*) set -- postgres "$@" ;;
esac
if [ "$1" = postgres ]; then
    if [ "$(id -u)" = 0 ]; then
        mkdir -p "$PGDATA" "$sockets"
        chown -R postgres:postgres "$PGDATA" "$sockets"
        exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
    fi
    mkdir -p "$PGDATA"
    chmod 700 "$PGDATA"
    [ -s "$PGDATA/PG_VERSION" ] || create_cluster
    set -- "$@" -c unix_socket_directories="$sockets" -c listen_addresses='*'
fi
exec "$@"
