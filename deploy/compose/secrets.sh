#!/usr/bin/env bash
# Draws the secrets that are not there yet. Who mounts a folder may read it, whatever user it runs as.
set -euo pipefail

# draw FILE LENGTH: letters and digits, so that it fits everywhere without quoting
draw() {
    local file=/secrets/$1 secret
    [ ! -s "$file" ] || return 0
    secret=$(base64 --wrap=0 < <(head -c "$(($2 * 2))" /dev/urandom) | tr -d '+/=')
    printf '%s' "${secret:0:$2}" > "$file.new"
    chmod 444 "$file.new"
    mv "$file.new" "$file"
    echo "$1 was drawn"
}

draw object-store/access-key 20
draw object-store/secret-key 40
draw database/password 40
draw pseudonyms/key 40
draw grafana/password 24
