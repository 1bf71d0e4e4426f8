/** Name of the file of templates, beside the configuration. */
export const TEMPLATE_FILE = "messages.tmpl";

/**
 * The messages that people read, in Go's notation of templates: what is wrong, where, since when, and what to do. They
 * are short enough for a phone.
 */
export const MESSAGE_TEMPLATES = `{{ define "alert.title" -}}
{{ if eq .Status "firing" }}[{{ .CommonLabels.severity | toUpper }}] {{ else }}[RESOLVED] {{ end -}}
{{ .CommonLabels.alertname }}
{{- with .CommonLabels.service }} of {{ . }}{{ end }} in {{ .CommonLabels.environment }}
{{- if gt (len .Alerts.Firing) 1 }} ({{ len .Alerts.Firing }}){{ end }}
{{- end }}

{{ define "alert.text" -}}
{{ range .Alerts -}}
{{ if eq .Status "resolved" }}Resolved: {{ end }}{{ .Annotations.summary }}
{{ with .Annotations.description }}{{ . }}
{{ end }}Since {{ .StartsAt.UTC.Format "2006-01-02 15:04:05" }} UTC
{{ with .Annotations.runbook_url }}What to do: {{ . }}
{{ end }}{{ with .Annotations.dashboard_url }}Dashboard: {{ . }}
{{ end }}
{{ end }}{{ end }}

{{ define "alert.link" }}{{ with .CommonAnnotations.runbook_url }}{{ . }}{{ else }}{{ .ExternalURL }}{{ end }}{{ end }}

{{ define "alert.color" }}{{ if eq .Status "resolved" }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}{{ end }}

{{ define "alert.severity" }}{{ if eq .CommonLabels.severity "critical" }}critical{{ else }}warning{{ end }}{{ end }}
`;
