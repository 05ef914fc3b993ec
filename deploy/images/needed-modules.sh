#!/usr/bin/env bash
# Prints the modules of Java that the laid out services need.
#
#   needed-modules.sh OUT
set -euo pipefail

out=$1
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
echo "$modules,$unseen"
