import { ADMINISTRATOR } from "./folders";
import { prefixed, type SignOn, signOnSettings } from "./sign-on";

/** What Grafana's settings follow from. */
export interface GrafanaOptions {
  /** Address at which people reach it, such as `https://grafana.app.proofpix.com`. With `https`, cookies need TLS. */
  readonly url: string;
  /** Port that it listens on. */
  readonly port: number;
  /** Folder of the container with the files of `grafanaFiles`. */
  readonly directory: string;
  /** How people sign on. @default - the administrator alone, by password */
  readonly signOn?: SignOn;
  /** Whether one of the data sources is Amazon Managed Prometheus. */
  readonly hasManagedPrometheus: boolean;
}

/** Settings of Grafana as environment variables; secrets are not among them. */
export function grafanaSettings(options: GrafanaOptions): Record<string, string> {
  return {
    ...serverSettings(options),
    ...SECURITY,
    ...transport(options.url),
    ...NOTHING_LEAVES,
    ...ALERTING,
    ...(options.signOn !== undefined && { GF_AUTH_DISABLE_LOGIN_FORM: "true", ...signOnSettings(options.signOn) }),
    ...(options.hasManagedPrometheus && { GF_AUTH_SIGV4_AUTH_ENABLED: "true", AWS_SDK_LOAD_CONFIG: "true" }),
  };
}

/** Environment variables that Grafana takes from secrets. */
export function grafanaSecrets(signOn: SignOn | undefined): string[] {
  const own = ["GF_SECURITY_ADMIN_PASSWORD", "GF_SECURITY_SECRET_KEY"];
  return signOn?.kind === "oidc" ? [...own, "GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET"] : own;
}

/** Dashboard that is shown first: everybody may see it. */
const HOME = "dashboards/management/management.json";

function serverSettings({ url, port, directory }: GrafanaOptions): Record<string, string> {
  return {
    GF_SERVER_ROOT_URL: url,
    GF_SERVER_HTTP_PORT: String(port),
    GF_PATHS_PROVISIONING: `${directory}/provisioning`,
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: `${directory}/${HOME}`,
    GF_METRICS_ENABLED: "true",
    GF_LOG_MODE: "console",
    GF_LOG_CONSOLE_FORMAT: "json",
  };
}

/** Browsers keep cookies that only TLS may carry from an address without it, and nobody could sign on. */
function transport(url: string): Record<string, string> {
  const isSecure = String(url.startsWith("https://"));
  return { GF_SECURITY_COOKIE_SECURE: isSecure, GF_SECURITY_STRICT_TRANSPORT_SECURITY: isSecure };
}

/**
 * Nobody gets in without signing on, and nobody registers. Basic authentication is what gives the folders their
 * permissions; only the load balancer and the task itself reach the port.
 */
const SECURITY: Readonly<Record<string, string>> = {
  ...prefixed("GF_SECURITY", {
    ADMIN_USER: ADMINISTRATOR,
    // "strict" would lose the session on the way back from the provider.
    COOKIE_SAMESITE: "lax",
    CONTENT_SECURITY_POLICY: "true",
    ALLOW_EMBEDDING: "false",
    DISABLE_GRAVATAR: "true",
  }),
  ...prefixed("GF_AUTH", { ANONYMOUS_ENABLED: "false", BASIC_ENABLED: "true" }),
  ...prefixed("GF_USERS", { ALLOW_SIGN_UP: "false", ALLOW_ORG_CREATE: "false", AUTO_ASSIGN_ORG_ROLE: "Viewer" }),
};

/** Nothing is reported to, fetched from or published at others. */
const NOTHING_LEAVES: Readonly<Record<string, string>> = {
  ...prefixed("GF_ANALYTICS", {
    REPORTING_ENABLED: "false",
    CHECK_FOR_UPDATES: "false",
    CHECK_FOR_PLUGIN_UPDATES: "false",
    FEEDBACK_LINKS_ENABLED: "false",
  }),
  GF_NEWS_NEWS_FEED_ENABLED: "false",
  GF_SNAPSHOTS_ENABLED: "false",
  GF_SNAPSHOTS_EXTERNAL_ENABLED: "false",
  GF_PUBLIC_DASHBOARDS_ENABLED: "false",
  GF_PLUGINS_PLUGIN_ADMIN_ENABLED: "false",
  GF_PLUGINS_PREINSTALL_DISABLED: "true",
};

/**
 * Prometheus and Alertmanager alert. Grafana evaluates no rules; its pages for alerts stay, since they show and silence
 * what Alertmanager has ("The alerting UI remains visible", Grafana's defaults.ini on execute_alerts).
 */
const ALERTING: Readonly<Record<string, string>> = {
  GF_UNIFIED_ALERTING_ENABLED: "true",
  GF_UNIFIED_ALERTING_EXECUTE_ALERTS: "false",
};
