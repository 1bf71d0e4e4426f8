import { grafanaSecrets, grafanaSettings, type OidcSignOn, type SignOn } from "../../../../components/monitoring";
import type { GrafanaOptions } from "../../../../components/monitoring/dashboards/settings";
import { validateSignOn } from "../../../../components/monitoring/dashboards/sign-on";
import { ArgumentProblems } from "../../../../components/shared/validation";

const OIDC: OidcSignOn = {
  kind: "oidc",
  clientId: "grafana",
  authorizationUrl: "https://login.example.com/authorize",
  tokenUrl: "https://login.example.com/token",
  userInfoUrl: "https://login.example.com/userinfo",
  administrators: ["operations"],
  editors: ["development"],
  viewers: ["management"],
};

const OPTIONS: GrafanaOptions = {
  url: "https://grafana.app.proofpix.com",
  port: 3000,
  directory: "/etc/proofpix",
  signOn: OIDC,
  hasManagedPrometheus: true,
};

function settings(overrides: Partial<GrafanaOptions> = {}): Record<string, string> {
  return grafanaSettings({ ...OPTIONS, ...overrides });
}

function refused(signOn: SignOn): readonly { readonly propertyPath: string; readonly reason: string }[] {
  const problems = new ArgumentProblems();
  validateSignOn(signOn, problems);
  return problems.all;
}

describe("Grafana's settings", () => {
  it("let nobody in who hasn't signed on", () => {
    expect(settings()).toMatchObject({
      GF_AUTH_ANONYMOUS_ENABLED: "false",
      GF_AUTH_DISABLE_LOGIN_FORM: "true",
      GF_USERS_ALLOW_SIGN_UP: "false",
      GF_SECURITY_COOKIE_SECURE: "true",
      GF_SECURITY_COOKIE_SAMESITE: "lax",
    });
  });

  it("report to nobody, fetch nothing and publish nothing", () => {
    expect(settings()).toMatchObject({
      GF_ANALYTICS_REPORTING_ENABLED: "false",
      GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
      GF_SNAPSHOTS_EXTERNAL_ENABLED: "false",
      GF_PUBLIC_DASHBOARDS_ENABLED: "false",
      GF_PLUGINS_PREINSTALL_DISABLED: "true",
    });
  });

  it("leave alerting to Prometheus and keep the pages that show and silence", () => {
    expect(settings()).toMatchObject({
      GF_UNIFIED_ALERTING_ENABLED: "true",
      GF_UNIFIED_ALERTING_EXECUTE_ALERTS: "false",
    });
  });

  it("say where the files are, and show first what everybody may see", () => {
    expect(settings()).toMatchObject({
      GF_PATHS_PROVISIONING: "/etc/proofpix/provisioning",
      GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: "/etc/proofpix/dashboards/management/management.json",
    });
  });

  it("sign for AWS where there is something to sign for", () => {
    expect(settings().GF_AUTH_SIGV4_AUTH_ENABLED).toBe("true");
    expect(settings({ hasManagedPrometheus: false })).not.toHaveProperty("GF_AUTH_SIGV4_AUTH_ENABLED");
  });

  it("hold no secret; name the variables that do", () => {
    expect(grafanaSecrets(OIDC)).toEqual([
      "GF_SECURITY_ADMIN_PASSWORD",
      "GF_SECURITY_SECRET_KEY",
      "GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET",
    ]);
    for (const secret of grafanaSecrets(OIDC)) expect(settings()).not.toHaveProperty(secret);
    expect(grafanaSecrets(undefined)).toEqual(["GF_SECURITY_ADMIN_PASSWORD", "GF_SECURITY_SECRET_KEY"]);
  });

  it("let the administrator in by password where nobody else signs on, also without TLS", () => {
    const alone = settings({ signOn: undefined, url: "http://grafana.proofpix-production.internal:3000" });

    expect(alone).toMatchObject({ GF_SECURITY_COOKIE_SECURE: "false", GF_SECURITY_STRICT_TRANSPORT_SECURITY: "false" });
    expect(alone).not.toHaveProperty("GF_AUTH_DISABLE_LOGIN_FORM");
    expect(Object.keys(alone).filter((name) => name.startsWith("GF_AUTH_GENERIC_OAUTH"))).toEqual([]);
  });
});

describe("a sign-on by OpenID Connect", () => {
  it("gives the most powerful role of a person's groups, and nobody else any", () => {
    expect(settings()).toMatchObject({
      GF_AUTH_GENERIC_OAUTH_ROLE_ATTRIBUTE_PATH:
        `(contains("groups"[*], 'operations')) && 'Admin' || (contains("groups"[*], 'development')) && 'Editor'` +
        ` || (contains("groups"[*], 'management')) && 'Viewer'`,
      GF_AUTH_GENERIC_OAUTH_ROLE_ATTRIBUTE_STRICT: "true",
      GF_AUTH_GENERIC_OAUTH_USE_PKCE: "true",
    });
  });

  it("lets everybody view whom the provider signs on, unless groups are named", () => {
    const { GF_AUTH_GENERIC_OAUTH_ROLE_ATTRIBUTE_PATH: path } = settings({ signOn: { ...OIDC, viewers: undefined } });

    expect(path).toMatch(/ \|\| 'Viewer'$/);
  });

  it("takes claims and groups with any character", () => {
    const signOn = { ...OIDC, groupsClaim: "cognito:groups", administrators: ["it's us"], editors: [], viewers: [] };

    expect(settings({ signOn }).GF_AUTH_GENERIC_OAUTH_ROLE_ATTRIBUTE_PATH).toBe(
      `(contains("cognito:groups"[*], 'it\\'s us')) && 'Admin'`,
    );
  });

  it("is refused with addresses without TLS, without client and without anybody who could get in", () => {
    const wrong = { ...OIDC, tokenUrl: "http://login.example.com/token", clientId: "" };

    expect(refused(OIDC)).toEqual([]);
    expect(refused({ ...wrong, administrators: [], editors: [], viewers: [] })).toMatchObject([
      { propertyPath: "tokenUrl", reason: expect.stringContaining("http://login.example.com/token") as string },
      { propertyPath: "clientId" },
      { propertyPath: "viewers" },
    ]);
  });
});

describe("a sign-on by the load balancer", () => {
  const signOn: SignOn = { kind: "load-balancer", trustedNetworks: ["10.30.0.0/20"], audience: "developers" };

  it("believes the header of the load balancer's networks alone", () => {
    expect(settings({ signOn })).toMatchObject({
      GF_AUTH_PROXY_ENABLED: "true",
      GF_AUTH_PROXY_HEADER_NAME: "X-Amzn-Oidc-Identity",
      GF_AUTH_PROXY_WHITELIST: "10.30.0.0/20",
      GF_AUTH_DISABLE_LOGIN_FORM: "true",
      GF_USERS_AUTO_ASSIGN_ORG_ROLE: "Editor",
    });
    expect(refused(signOn)).toEqual([]);
  });

  it.each([[[]], [["0.0.0.0/0"]], [["10.30.0.0/20", "::/0"]]])("is refused with the networks %j", (trustedNetworks) => {
    expect(refused({ ...signOn, trustedNetworks })).toMatchObject([{ propertyPath: "trustedNetworks" }]);
  });
});
