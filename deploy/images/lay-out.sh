#!/usr/bin/env bash
# Builds the services and lays out what each image holds, a folder for each of its layers.
#
#   lay-out.sh cpu|cuda OUT
set -euo pipefail

pytorch=$1
out=$2
declare -A mains=(
    [ingest-service]=org.xraystream.ingest.IngestService
    [inference-streams]=org.xraystream.inference.InferenceService
    [results-sink]=org.xraystream.sink.ResultsSink
    [reading-room]=org.xraystream.reading.ReadingRoom
    [training-job]=org.xraystream.training.schedule.ScheduleService
)
declare -A ports=(
    [ingest-service]=8081 [inference-streams]=8082 [results-sink]=8083 [reading-room]=8080 [training-job]=8084
)
# the others have nothing to do with PyTorch
services=("${!mains[@]}")
[ "$pytorch" = cuda ] && services=(inference-streams training-job)
home=/opt/xraystream

build() {
    local profile=()
    [ "$pytorch" = cuda ] && profile=(-Pcuda)
    local IFS=,
    mvn -B -q -ntp -DskipTests -Dspotless.check.skip=true "${profile[@]}" -pl "${services[*]}" -am \
        package dependency:build-classpath -Dmdep.outputFile=target/class-path -DincludeScope=runtime
}

# DJL's cache as it is after a first start, so that nothing is unpacked, or fetched, at any; laid out once
lay_out_pytorch() {
    local natives=$1 jni=$2 to=$3 folder engine
    local -A properties=()
    while IFS='=' read -r key value; do properties[$key]=$value; done < <(unzip -p "$natives" native/lib/pytorch.properties)
    folder=$to/pytorch/${properties[version]}-${properties[flavor]}-${properties[classifier]}
    mkdir -p "$folder"
    unzip -q -j "$natives" "pytorch/${properties[flavor]}/${properties[classifier]}/*" -d "$folder"
    engine=$(basename "$jni" .jar)
    engine=${engine##*-}
    unzip -q -p "$jni" "jnilib/${properties[classifier]}/${properties[flavor]}/libdjl_torch.so" \
        > "$folder/$engine-libdjl_torch.so"
    link_cuda "$folder"
}

# DJL looks for the CUDA runtime by its plain name, and the library has a hash in its own
link_cuda() {
    local library
    for library in "$1"/libcudart*.so*; do
        [ ! -f "$library" ] || ln -sf "$(basename "$library")" "$1/libcudart.so"
    done
}

# the jar without its libraries: what DJL finds its version by
describe_pytorch() {
    local natives=$1 to=$2 scratch
    scratch=$(mktemp -d)
    unzip -q "$natives" native/lib/pytorch.properties -d "$scratch"
    (cd "$scratch" && zip -q -X "$to" native/lib/pytorch.properties)
    rm -r "$scratch"
}

# the platform's library of a jar into a folder, and those of all platforms out of the jar
take_library() {
    local jar=$1 library=$2 to=$3
    unzip -q -o -j "$jar" "$library" -d "$to"
    zip -q -d "$jar" '*.so' '*.dll' '*.jnilib' '*.dylib' '*.a'
}

# jar_like PATTERN JAR…: the first
jar_like() {
    local pattern=$1 jar
    shift
    for jar in "$@"; do
        # shellcheck disable=SC2053 # a pattern
        if [[ $jar == $pattern ]]; then
            echo "$jar"
            return
        fi
    done
}

lay_out() {
    local service=$1 to=$out/$1 jar
    mkdir -p "$to"/{pytorch,natives,lib,models,own,app}
    local -a jars
    mapfile -t jars < <(tr ':' '\n' < "$service/target/class-path")
    for jar in "${jars[@]}"; do
        case $jar in
            "$PWD"/confluent-serde/*) cp "$jar" "$to/lib" ;; # others' classes, which never change
            "$PWD"/*) cp "$jar" "$to/own" ;;
            */pytorch-native-*)
                [ -d "$out/pytorch" ] || lay_out_pytorch "$jar" "$(jar_like '*/pytorch-jni-*' "${jars[@]}")" "$out/pytorch"
                cp -al "$out/pytorch/." "$to/pytorch"
                describe_pytorch "$jar" "$to/lib/${jar##*/}"
                ;;
            *) cp "$jar" "$to/lib" ;;
        esac
    done
    find "$service/target" -maxdepth 1 -name "$service-*.jar" ! -name '*-tests.jar' -exec cp {} "$to/app/$service.jar" \;

    for jar in "$to"/lib/*.jar; do
        case ${jar##*/} in
            pytorch-jni-*) zip -q -d "$jar" '*.so' '*.dll' '*.dylib' ;;
            jna-*) take_library "$jar" com/sun/jna/linux-x86-64/libjnidispatch.so "$to/natives" ;;
            rocksdbjni-*) take_library "$jar" librocksdbjni-linux64.so "$to/natives" ;;
            zstd-jni-*)
                take_library "$jar" 'linux/amd64/libzstd-jni-*.so' "$to/natives"
                mv "$to"/natives/libzstd-jni-*.so "$to/natives/libzstd-jni.so"
                ;;
            snappy-java-*) take_library "$jar" org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so "$to/natives" ;;
        esac
    done

    # the weights change less often than the code that reads them
    for jar in "$to"/own/model-[0-9]*.jar; do
        [ -f "$jar" ] || continue
        unzip -q -o "$jar" 'org/xraystream/model/release/*' -d "$to/models/shipped"
        zip -q -d "$jar" 'org/xraystream/model/release/*'
    done
    # where the commands of the training job look for them
    [ "$service" != training-job ] || cp -R models/release models/pretrained "$to/models"

    local cuda
    cuda=$(find "$to/pytorch" -name libcudart.so -printf '/pytorch/%P')
    cp deploy/images/healthy "$to/app"
    echo "${ports[$service]}" > "$to/app/port"
    cat > "$to/app/java.options" <<OPTIONS
-XX:+UseSerialGC
-XX:-UsePerfData
-Djava.awt.headless=true
-Dxraystream.home=$home
-Dai.djl.offline=true
-DENGINE_CACHE_DIR=$home/pytorch
-Djava.library.path=$home/natives
-Djna.boot.library.path=$home/natives
${cuda:+-Djna.library.path=$home${cuda%/*}}
-DZstdNativePath=$home/natives/libzstd-jni.so
-Dorg.xerial.snappy.lib.path=$home/natives
-cp $home/app/$service.jar:$home/own/*:$home/models/shipped:$home/lib/*
${mains[$service]}
OPTIONS
}

build
for service in "${services[@]}"; do
    lay_out "$service"
done
# the same content is the same layer, whenever and wherever it was built
rm -rf "$out/pytorch"
find "$out" -exec touch -h -d '2026-01-01 00:00:00 UTC' {} +
chmod -R a+rX,go-w "$out"
