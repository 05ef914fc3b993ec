{{/*
What the chart knows of each service: its name and image, the table of its settings, its port, the parts that it talks
to, whether it keeps state, and what an ingress shows of it. All else follows from this and from the values under the same key.
*/}}
{{- define "xraystream.services" -}}
ingest: {name: ingest-service, table: INGEST, port: 8081, needs: [kafka, objectStore, pseudonyms], served: true, paths: [/v1, /openapi.yaml]}
inference: {name: inference-streams, table: INFERENCE, port: 8082, needs: [kafka, objectStore], stateDir: INFERENCE_STATE_DIR}
sink: {name: results-sink, table: RESULTS_SINK, port: 8083, needs: [kafka, database]}
readingRoom: {name: reading-room, table: READING_ROOM, port: 8080, needs: [kafka, objectStore, database, pseudonyms], served: true, paths: [/]}
training: {name: training-job, table: TRAINING_SCHEDULE, port: 8084, needs: [kafka, objectStore], stateDir: TRAINING_WORK_DIR}
{{- end }}

{{/* The services that are enabled, each with its key, its values, its full name and the chart's root. */}}
{{- define "xraystream.enabled" -}}
{{- $root := . }}
{{- range $key, $service := include "xraystream.services" . | fromYaml }}
{{- $values := index $root.Values $key }}
{{- if $values.enabled }}
{{ $key }}: {{ merge (dict "key" $key "fullName" (printf "%s-%s" (include "xraystream.name" $root) $service.name)) $service | toJson }}
{{- end }}
{{- end }}
{{- end }}
