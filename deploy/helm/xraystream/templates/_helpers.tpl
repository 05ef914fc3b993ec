{{/* A prefix of all names: the release's name, with room for "-inference-streams" and a hash. */}}
{{- define "xraystream.name" -}}
{{ .Release.Name | trunc 30 | trimSuffix "-" }}
{{- end }}

{{/* Labels that never change, of all pods of this release. */}}
{{- define "xraystream.releaseSelector" -}}
app.kubernetes.io/part-of: xraystream
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* The same for one service: (dict "root" $ "service" $service). */}}
{{- define "xraystream.selector" -}}
app.kubernetes.io/name: {{ .service.name }}
{{ include "xraystream.releaseSelector" .root }}
{{- end }}

{{/* Name and labels of an object: (dict "root" $ "name" NAME). */}}
{{- define "xraystream.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- with .service }}
  app.kubernetes.io/name: {{ .name }}
  {{- end }}
  {{- include "xraystream.releaseSelector" .root | nindent 2 }}
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
  helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "xraystream.image" -}}
{{- $image := .root.Values.image }}
{{- $variant := ternary "-cuda" "" (eq "true" (include "xraystream.gpu" .)) }}
{{- printf "%s%s/%s:%s%s" $image.registry $image.repository .service.name (default .root.Chart.AppVersion $image.tag) $variant }}
{{- end }}

{{/* "true" where a service is given a GPU. */}}
{{- define "xraystream.gpu" -}}
{{- with .values.gpu }}{{ .enabled }}{{ end }}
{{- end }}

{{/* The kind of a service's autoscaling, "none" where it has none. */}}
{{- define "xraystream.autoscaling" -}}
{{- with .values.autoscaling }}{{ .kind }}{{ else }}none{{ end }}
{{- end }}

{{/* The HOCON of a service: a Secret's, that of all services, its own; empty where there is none. */}}
{{- define "xraystream.config" -}}
{{- if .root.Values.configSecret }}
include required(file("/etc/xraystream/config-secret/xraystream.conf"))
{{- end }}
{{- with .root.Values.config }}
{{ . }}
{{- end }}
{{- with .values.config }}
{{ . }}
{{- end }}
{{- end }}

{{/* Secrets that a service reads as files: setting, Secret and key of each. */}}
{{- define "xraystream.secretFiles" -}}
{{- $values := .root.Values }}
{{- if has "objectStore" .service.needs }}
OBJECT_STORE_ACCESS_KEY: {secret: {{ $values.objectStore.secret.name }}, key: {{ $values.objectStore.secret.accessKey }}}
OBJECT_STORE_SECRET_KEY: {secret: {{ $values.objectStore.secret.name }}, key: {{ $values.objectStore.secret.secretKey }}}
{{- end }}
{{- if has "database" .service.needs }}
DATABASE_USER: {secret: {{ $values.database.secret.name }}, key: {{ $values.database.secret.userKey }}}
DATABASE_PASSWORD: {secret: {{ $values.database.secret.name }}, key: {{ $values.database.secret.passwordKey }}}
{{- end }}
{{- if has "pseudonyms" .service.needs }}
PSEUDONYMS_KEY: {secret: {{ $values.pseudonyms.secret.name }}, key: {{ $values.pseudonyms.secret.key }}}
{{- end }}
{{- end }}

{{/* Settings by environment. */}}
{{- define "xraystream.settings" -}}
{{- $values := .root.Values }}
{{ .service.table }}_HTTP_HOST: "0.0.0.0"
KAFKA_BOOTSTRAP_SERVERS: {{ $values.kafka.bootstrapServers }}
KAFKA_SCHEMA_REGISTRY_URL: {{ $values.kafka.schemaRegistryUrl }}
KAFKA_PARTITIONS: {{ $values.kafka.partitions }}
KAFKA_REPLICATION_FACTOR: {{ $values.kafka.replicationFactor }}
{{- if has "objectStore" .service.needs }}
OBJECT_STORE_ENDPOINT: {{ $values.objectStore.endpoint }}
OBJECT_STORE_REGION: {{ $values.objectStore.region }}
OBJECT_STORE_IMAGES_BUCKET: {{ $values.objectStore.imagesBucket }}
OBJECT_STORE_MODELS_BUCKET: {{ $values.objectStore.modelsBucket }}
{{- end }}
{{- if has "database" .service.needs }}
DATABASE_URL: {{ $values.database.url }}
{{- end }}
{{- with .service.stateDir }}
{{ . }}: /var/lib/xraystream/state
{{- end }}
{{- with .values.readingRoomUrl }}
INGEST_READING_ROOM_URL: {{ . }}
{{- end }}
{{- with .values.dataClaim }}
TRAINING_DATA: /data
{{- end }}
{{- if eq .service.name "training-job" }}
TRAINING_SCHEDULE_ANNOUNCE_RELEASE: true
{{- end }}
{{- end }}
