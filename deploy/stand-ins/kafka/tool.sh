#!/usr/bin/env bash
# Every kafka-NAME.sh of this folder is a link to this: it starts the class that the distribution's script starts.
set -euo pipefail

name=$(basename "$0")
heap=${KAFKA_HEAP_OPTS:-}
case $name in
    kafka-server-start.sh) class=kafka.Kafka ;;
    kafka-storage.sh) class=kafka.tools.StorageTool ;;
    kafka-topics.sh) class=org.apache.kafka.tools.TopicCommand ;;
    kafka-configs.sh) class=kafka.admin.ConfigCommand ;;
    kafka-consumer-groups.sh) class=org.apache.kafka.tools.consumer.group.ConsumerGroupCommand ;;
    kafka-broker-api-versions.sh) class=org.apache.kafka.tools.BrokerApiVersionsCommand ;;
    kafka-console-producer.sh) class=org.apache.kafka.tools.ConsoleProducer ;;
    kafka-console-consumer.sh) class=org.apache.kafka.tools.consumer.ConsoleConsumer ;;
    kafka-metadata-quorum.sh) class=org.apache.kafka.tools.MetadataQuorumCommand ;;
    kafka-reassign-partitions.sh) class=org.apache.kafka.tools.reassign.ReassignPartitionsCommand ;;
    kafka-get-offsets.sh) class=org.apache.kafka.tools.GetOffsetShell ;;
    kafka-transactions.sh) class=org.apache.kafka.tools.TransactionsCommand ;;
    kafka-leader-election.sh) class=org.apache.kafka.tools.LeaderElectionCommand ;;
    *)
        echo "$name: no such tool here." >&2
        exit 2
        ;;
esac
if [ "$name" = kafka-server-start.sh ]; then
    heap=${heap:--Xms256m -Xmx1g}
    options="-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true"
    logging=/opt/kafka/config/log4j2.yaml
else
    heap=${heap:--Xmx256m}
    options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
    logging=/etc/kafka/docker/tools-log4j2.yaml
fi
# shellcheck disable=SC2086 # options are words
exec java $heap $options ${KAFKA_OPTS:-} -Dkafka.logs.dir="${LOG_DIR:-/opt/kafka/logs}" \
    -Dlog4j2.configurationFile="$logging" -cp '/opt/kafka/libs/*' "$class" "$@"
