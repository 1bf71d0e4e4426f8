import type { ArgumentProblems } from "../../shared/validation";
import type { Audience } from "./dashboard";
import { type Role, ROLES } from "./folders";

/** How people sign on to Grafana. */
export type SignOn = OidcSignOn | LoadBalancerSignOn;

/** By OpenID Connect, which tells the groups that somebody is in. */
export interface OidcSignOn {
  readonly kind: "oidc";
  /** Name of the provider, on the button. @default "Single sign-on" */
  readonly displayName?: string;
  /** Client ID that the provider gave Grafana. */
  readonly clientId: string;
  /** Addresses of the provider, from its `/.well-known/openid-configuration`. */
  readonly authorizationUrl: string;
  /** URL where Grafana gets a token for a code. */
  readonly tokenUrl: string;
  /** URL that tells who somebody is. */
  readonly userInfoUrl: string;
  /** Scopes that Grafana asks for. @default ["openid", "profile", "email"] */
  readonly scopes?: readonly string[];
  /** Claim with the groups, such as `cognito:groups`. @default "groups" */
  readonly groupsClaim?: string;
  /** Groups of the operators, who see and administer everything. @default - none */
  readonly administrators?: readonly string[];
  /** Groups of the developers, who see all but the operators' dashboards and may make their own. @default - none */
  readonly editors?: readonly string[];
  /** Groups that see the overview, such as the management. @default - everybody whom the provider signs on */
  readonly viewers?: readonly string[];
}

/**
 * By a load balancer that lets nobody through who hasn't signed on. It tells who somebody is, but no groups, so that
 * everybody is of one audience.
 */
export interface LoadBalancerSignOn {
  readonly kind: "load-balancer";
  /** Networks of the load balancer, whose header is believed. */
  readonly trustedNetworks: readonly string[];
  /** What everybody who gets in is. */
  readonly audience: Audience;
}

/** Header in which an Application Load Balancer tells the user (its documentation, "Authenticate users"). */
const IDENTITY_HEADER = "X-Amzn-Oidc-Identity";

/** Environment variables of Grafana's that make people sign on. */
export function signOnSettings(signOn: SignOn): Record<string, string> {
  return signOn.kind === "oidc" ? oidcSettings(signOn) : loadBalancerSettings(signOn);
}

function oidcSettings(signOn: OidcSignOn): Record<string, string> {
  const { displayName = "Single sign-on", scopes = ["openid", "profile", "email"] } = signOn;
  return prefixed("GF_AUTH_GENERIC_OAUTH", {
    ENABLED: "true",
    NAME: displayName,
    CLIENT_ID: signOn.clientId,
    SCOPES: scopes.join(" "),
    AUTH_URL: signOn.authorizationUrl,
    TOKEN_URL: signOn.tokenUrl,
    API_URL: signOn.userInfoUrl,
    USE_PKCE: "true",
    // Whoever signs on for the first time gets an account; without a role nobody does.
    ALLOW_SIGN_UP: "true",
    ROLE_ATTRIBUTE_PATH: rolePath(signOn),
    ROLE_ATTRIBUTE_STRICT: "true",
    ALLOW_ASSIGN_GRAFANA_ADMIN: "false",
    SKIP_ORG_ROLE_SYNC: "false",
  });
}

/** An expression of JMESPath: the most powerful role of the groups that somebody is in. */
function rolePath({ groupsClaim = "groups", administrators = [], editors = [], viewers }: OidcSignOn): string {
  const member = (group: string): string => `contains(${JSON.stringify(groupsClaim)}[*], ${literal(group)})`;
  const roles: readonly (readonly [Role, readonly string[]])[] = [
    [ROLES.operators, administrators],
    [ROLES.developers, editors],
    [ROLES.management, viewers ?? []],
  ];
  const known = roles.filter(([, groups]) => groups.length > 0);
  const paths = known.map(([role, groups]) => `(${groups.map(member).join(" || ")}) && ${literal(role)}`);
  return [...paths, ...(viewers === undefined ? [literal(ROLES.management)] : [])].join(" || ");
}

/** A raw string of JMESPath. */
function literal(text: string): string {
  return `'${text.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
}

function loadBalancerSettings({ trustedNetworks, audience }: LoadBalancerSignOn): Record<string, string> {
  return {
    ...prefixed("GF_AUTH_PROXY", {
      ENABLED: "true",
      HEADER_NAME: IDENTITY_HEADER,
      HEADER_PROPERTY: "username",
      AUTO_SIGN_UP: "true",
      WHITELIST: trustedNetworks.join(","),
      ENABLE_LOGIN_TOKEN: "false",
    }),
    GF_AUTH_DISABLE_SIGNOUT_MENU: "true",
    GF_USERS_AUTO_ASSIGN_ORG_ROLE: ROLES[audience],
  };
}

/** Names with what they all begin with. */
export function prefixed(prefix: string, settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`${prefix}_${name}`, value]));
}

/** Records what is wrong with a sign-on. */
export function validateSignOn(signOn: SignOn, problems: ArgumentProblems): void {
  if (signOn.kind === "load-balancer") {
    validateNetworks(signOn, problems);
    return;
  }
  for (const key of ["authorizationUrl", "tokenUrl", "userInfoUrl"] as const) {
    const reason = `must begin with https://, got ${JSON.stringify(signOn[key])}; the provider's openid-configuration has it`;
    problems.require(signOn[key].startsWith("https://"), key, reason);
  }
  problems.require(signOn.clientId !== "", "clientId", "must not be empty; the provider gives one to each application");
  const { administrators = [], editors = [], viewers } = signOn;
  const groups = [...administrators, ...editors, ...(viewers ?? [])];
  const reason = `must name a group, got ${JSON.stringify(viewers)} and no other groups; nobody could get in`;
  problems.require(viewers === undefined || groups.length > 0, "viewers", reason);
}

/** Believing everybody's header would let everybody be anybody. */
function validateNetworks({ trustedNetworks }: LoadBalancerSignOn, problems: ArgumentProblems): void {
  const isTooWide = trustedNetworks.length === 0 || trustedNetworks.some((network) => network.endsWith("/0"));
  const reason = `must be the networks of the load balancer, got ${JSON.stringify(trustedNetworks)}; name its subnets' CIDR blocks`;
  problems.require(!isTooWide, "trustedNetworks", reason);
}
