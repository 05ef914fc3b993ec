{{/* The pod of a service: (dict "root" $ "service" $service "values" VALUES). */}}
{{- define "xraystream.pod" -}}
{{- $root := .root }}
{{- $config := include "xraystream.config" . }}
{{- $secretFiles := include "xraystream.secretFiles" . | fromYaml }}
{{- $gpu := eq "true" (include "xraystream.gpu" .) -}}
metadata:
  labels:
    {{- include "xraystream.selector" . | nindent 4 }}
  {{- if $config }}
  annotations:
    checksum/config: {{ sha256sum $config }}
  {{- end }}
spec:
  serviceAccountName: {{ .service.fullName }}
  automountServiceAccountToken: false
  # a Service of a release named "xraystream" would give variables that look like settings
  enableServiceLinks: false
  # a batch, its commit and the leave of the group; Kafka Streams itself waits for 20 s
  terminationGracePeriodSeconds: 60
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- if $gpu }}
  {{- with .values.gpu.runtimeClassName }}
  runtimeClassName: {{ . }}
  {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: {{ $root.Values.user }}
    runAsGroup: {{ $root.Values.user }}
    fsGroup: {{ $root.Values.user }}
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  {{- with .values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "xraystream.selector" $ | nindent 10 }}
    {{- end }}
  containers:
    - name: {{ .service.name }}
      image: {{ include "xraystream.image" . | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      {{- if $config }}
      args: [--config, /etc/xraystream/config/xraystream.conf]
      {{- end }}
      env:
        {{- range $name, $value := include "xraystream.settings" . | fromYaml }}
        - {name: XRAYSTREAM_{{ $name }}, value: {{ $value | toString | quote }}}
        {{- end }}
        {{- range $name, $file := $secretFiles }}
        - {name: XRAYSTREAM_{{ $name }}_FILE, value: /etc/xraystream/secrets/{{ $name }}}
        {{- end }}
      ports:
        - {name: http, containerPort: {{ .service.port }}}
      # the port opens when the service is wired, and inference-streams has loaded and warmed its model by then
      startupProbe:
        httpGet: {path: /health/live, port: http}
        periodSeconds: 5
        failureThreshold: 60
        timeoutSeconds: 3
      livenessProbe:
        httpGet: {path: /health/live, port: http}
        periodSeconds: 10
        failureThreshold: 3
        timeoutSeconds: 3
      readinessProbe:
        httpGet: {path: /health/ready, port: http}
        periodSeconds: 10
        failureThreshold: 2
        timeoutSeconds: 5
      {{- if .service.served }}
      lifecycle:
        # until the load balancers have heard
        preStop: {sleep: {seconds: 5}}
      {{- end }}
      resources:
        requests:
          {{- toYaml .values.resources.requests | nindent 10 }}
        limits:
          {{- toYaml .values.resources.limits | nindent 10 }}
          {{- if $gpu }}
          nvidia.com/gpu: {{ .values.gpu.count | quote }}
          {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        {{- if .service.stateDir }}
        - {name: state, mountPath: /var/lib/xraystream}
        {{- end }}
        {{- if $config }}
        - {name: config, mountPath: /etc/xraystream/config, readOnly: true}
        {{- end }}
        {{- if $root.Values.configSecret }}
        - {name: config-secret, mountPath: /etc/xraystream/config-secret, readOnly: true}
        {{- end }}
        {{- if $secretFiles }}
        - {name: secrets, mountPath: /etc/xraystream/secrets, readOnly: true}
        {{- end }}
        {{- if .values.dataClaim }}
        - {name: data, mountPath: /data, readOnly: true}
        {{- end }}
        {{- with $root.Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - {name: tmp, emptyDir: {sizeLimit: 1Gi}}
    {{- if .service.stateDir }}
    {{- if not .values.persistence.enabled }}
    - {name: state, emptyDir: {sizeLimit: {{ .values.persistence.size }}}}
    {{- end }}
    {{- end }}
    {{- if $config }}
    - {name: config, configMap: {name: {{ .service.fullName }}}}
    {{- end }}
    {{- with $root.Values.configSecret }}
    - {name: config-secret, secret: {secretName: {{ . }}, defaultMode: 288}}
    {{- end }}
    {{- if $secretFiles }}
    - name: secrets
      projected:
        # 0440, the group being fsGroup
        defaultMode: 288
        sources:
          {{- range $name, $file := $secretFiles }}
          - secret: {name: {{ $file.secret }}, items: [{key: {{ $file.key }}, path: {{ $name }}}]}
          {{- end }}
    {{- end }}
    {{- with .values.dataClaim }}
    - {name: data, persistentVolumeClaim: {claimName: {{ . }}, readOnly: true}}
    {{- end }}
    {{- with $root.Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
