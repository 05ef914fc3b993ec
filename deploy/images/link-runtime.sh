#!/usr/bin/env bash
# Makes a Java runtime of the modules that the laid out services need.
#
#   link-runtime.sh OUT RUNTIME
set -euo pipefail

out=$1
runtime=$2
# found by name, so unseen by jdeps: elliptic curves of TLS, files in jars (the pages), SASL and Kerberos of Kafka's
# clients, sizes of memory, and what a person diagnoses a running service with
unseen=jdk.crypto.ec,jdk.zipfs,java.security.jgss,java.security.sasl,jdk.management,jdk.jcmd

# without their descriptors the jars are what they are at run time, a class path; jdeps would look for each module's others
jars=$(mktemp -d)
find "$out" -name '*.jar' -exec cp -t "$jars" {} ';'
for jar in "$jars"/*.jar; do
    zip -q -d "$jar" module-info.class 'META-INF/versions/*/module-info.class' > /dev/null 2>&1 || true # most have none
done
modules=$(jdeps --ignore-missing-deps --multi-release 17 --print-module-deps "$jars"/*.jar)
rm -rf "$jars"
jlink --add-modules "$modules,$unseen" --no-header-files --no-man-pages --output "$runtime"
"$runtime/bin/java" -Xshare:dump > /dev/null
find "$runtime" -exec touch -h -d '2026-01-01 00:00:00 UTC' {} +
