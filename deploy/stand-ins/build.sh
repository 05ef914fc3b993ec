#!/usr/bin/env bash
# Builds the images that .env names where no image registry can be reached: the same names, ports, environment and
# health, from Debian's packages, Maven Central and the Go module proxy. What differs is told in README.md.
#
#   build.sh [--force] [NAME…]     NAME: debian jdk golang postgres kafka schema-registry minio prometheus
#
# Needs root (for debootstrap), a Docker engine with BuildKit, debootstrap, Maven and a JDK.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck disable=SC1091 # its place depends on this script's
source "$root/.env"
docker=${DOCKER:-docker}
export DOCKER_BUILDKIT=1

force=false
declare -a wanted=()

fail() {
    echo "build.sh: $1" >&2
    exit 1
}

say() {
    echo "== $1"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# build IMAGE CONTEXT [docker build's options…]
build() {
    local image=$1 context=$2
    shift 2
    "$docker" build --quiet --label org.xraystream.stand-in=true --tag "$image" "$@" "$context" > /dev/null
}

# A context of its own for what is fetched beside a Dockerfile's folder.
context_of() {
    cp -R "$here/$1" "$scratch/$1"
    echo "$scratch/$1"
}

fetch() {
    mvn -q -B -f "$here/artifacts.xml" -P "$1" -Dscratch="$scratch" -DoutputDirectory="$2" dependency:"$3"
}

# The certificate authorities that this machine trusts beyond Debian's go along: where this script is needed, all
# traffic often passes a proxy that has its own.
build_debian() {
    [ "$(id -u)" = 0 ] || fail "debootstrap needs root: run this as root."
    command -v debootstrap > /dev/null || fail "debootstrap is missing: apt-get install debootstrap."
    local tree=$scratch/debian suite=${DEBIAN_IMAGE#*:}
    suite=${suite%-slim}
    debootstrap --variant=minbase "$suite" "$tree" > "$scratch/debootstrap.log" \
        || fail "debootstrap failed: $(tail -n 3 "$scratch/debootstrap.log")"
    sed -i "s|^\(deb .*/\)debian/\? $suite main|&\n\1debian-security $suite-security main|" "$tree/etc/apt/sources.list"
    mkdir -p "$tree/usr/local/share/ca-certificates"
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$tree/usr/local/share/ca-certificates" {} +
    rm -rf "$tree"/var/lib/apt/lists/* "$tree"/var/cache/apt/* "$tree"/var/log/* \
        "$tree"/usr/share/{doc,man,info,locale}/*
    tar -C "$tree" -c . | "$docker" import --change 'CMD ["bash"]' - "$DEBIAN_IMAGE" > /dev/null
    rm -rf "$tree"
}

build_jdk() {
    build "$JDK_IMAGE" "$here/jdk" --build-arg "DEBIAN_IMAGE=$DEBIAN_IMAGE"
}

build_golang() {
    local version=${GO_IMAGE#*:}
    build "$GO_IMAGE" "$here/golang" --build-arg "DEBIAN_IMAGE=$DEBIAN_IMAGE" --build-arg "GO_VERSION=${version%%-*}"
}

build_postgres() {
    local context
    context=$(context_of postgres)
    fetch postgres "$context" unpack-dependencies
    build "$POSTGRES_IMAGE" "$context" --build-arg "DEBIAN_IMAGE=$DEBIAN_IMAGE"
}

build_kafka() {
    local context
    context=$(context_of kafka)
    fetch kafka "$context/libs" copy-dependencies
    build "$KAFKA_IMAGE" "$context" --build-arg "JDK_IMAGE=$JDK_IMAGE"
}

build_schema_registry() {
    local context
    context=$(context_of schema-registry)
    fetch schema-registry "$context/registry" unpack
    build "$SCHEMA_REGISTRY_IMAGE" "$context" --build-arg "JDK_IMAGE=$JDK_IMAGE"
}

# no stand-in: what everybody runs
build_minio() {
    "$docker" build --quiet --tag "$MINIO_IMAGE" --build-arg "GO_IMAGE=$GO_IMAGE" \
        --build-arg "MINIO_VERSION=$MINIO_VERSION" ${GOPROXY:+--build-arg "GOPROXY=$GOPROXY"} \
        "$root/deploy/images/minio" > /dev/null
}

build_prometheus() {
    build "$PROMETHEUS_IMAGE" "$here/prometheus" --build-arg "DEBIAN_IMAGE=$DEBIAN_IMAGE"
}

# provide NAME IMAGE
provide() {
    local name=$1 image=$2 begin=$SECONDS
    if [ "$force" = false ] && "$docker" image inspect "$image" > /dev/null 2>&1; then
        say "$image is there"
        return
    fi
    say "$image is being built"
    "build_${name//-/_}"
    say "$image is built ($((SECONDS - begin)) s)"
}

while [ $# -gt 0 ]; do
    case $1 in
        --force) force=true ;;
        -h | --help)
            sed -n '2,7s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        -*) fail "There is no option $1." ;;
        *) wanted+=("$1") ;;
    esac
    shift
done
"$docker" version > /dev/null 2>&1 || fail "No Docker engine answers '$docker version'."

declare -a names=(debian jdk postgres kafka schema-registry golang minio prometheus)
declare -A images=(
    [debian]=$DEBIAN_IMAGE [jdk]=$JDK_IMAGE [golang]=$GO_IMAGE [postgres]=$POSTGRES_IMAGE [kafka]=$KAFKA_IMAGE
    [schema-registry]=$SCHEMA_REGISTRY_IMAGE [minio]=$MINIO_IMAGE [prometheus]=$PROMETHEUS_IMAGE
)
for name in "${wanted[@]}"; do
    [ -n "${images[$name]:-}" ] || fail "There is no image called $name; there are: ${names[*]}."
done
for name in "${names[@]}"; do
    if [ ${#wanted[@]} = 0 ] || [[ " ${wanted[*]} " == *" $name "* ]]; then
        provide "$name" "${images[$name]}"
    fi
done
