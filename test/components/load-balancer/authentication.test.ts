import * as pulumi from "@pulumi/pulumi";
import { LoadBalancer, type AuthenticationArgs, type LoadBalancerArgs } from "../../../components/load-balancer";
import { clientSecretIn } from "../../../components/load-balancer/authentication";
import { opened } from "../../../localcloud/model/pulumi-values";
import { WebService, type WebServiceArgs } from "../../../components/web-service";
import { all, deploy, refusals, type Registered } from "../../support/deploy";
import { AWS, inputsOf, PLAIN, portsOf, SECURE, TYPE } from "./fixture";

const RULE = "aws:lb/listenerRule:ListenerRule";
const GROUP = "aws:lb/targetGroup:TargetGroup";
const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/login-AbCdEf";

const OIDC: AuthenticationArgs = {
  kind: "oidc",
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
  clientId: "shop",
  clientSecretArn: SECRET_ARN,
};

const COGNITO: AuthenticationArgs = {
  kind: "cognito",
  userPoolArn: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI",
  userPoolClientId: "0123456789abcdefghijklmnop",
  userPoolDomain: "shop",
};

function behind(authenticate: AuthenticationArgs | undefined, base: LoadBalancerArgs = SECURE): LoadBalancerArgs {
  return { ...base, targets: { enterprise: { port: 3000, authenticate } } };
}

async function created(
  authenticate: AuthenticationArgs | undefined,
  secretString = "the-secret",
): Promise<Registered[]> {
  const calls = { ...AWS.calls, "aws:secretsmanager/getSecretVersion:getSecretVersion": () => ({ secretString }) };
  return deploy(() => new LoadBalancer("web", behind(authenticate)), { ...AWS, calls });
}

/** Actions with their secrets opened. */
function actionsOf(resources: readonly Registered[], role: "production" | "test"): unknown {
  return opened(inputsOf(resources, RULE, `web-enterprise-${role}`)).actions;
}

describe("a target whose users sign in", () => {
  it("asks the provider first and then forwards, with AWS's defaults written out", async () => {
    expect(actionsOf(await created(OIDC), "production")).toEqual([
      {
        type: "authenticate-oidc",
        order: 1,
        authenticateOidc: {
          issuer: "https://login.example.com",
          authorizationEndpoint: "https://login.example.com/authorize",
          tokenEndpoint: "https://login.example.com/token",
          userInfoEndpoint: "https://login.example.com/userinfo",
          clientId: "shop",
          clientSecret: "the-secret",
          scope: "openid",
          sessionTimeout: 604_800,
          sessionCookieName: "AWSELBAuthSessionCookie",
          onUnauthenticatedRequest: "authenticate",
        },
      },
      expect.objectContaining({ type: "forward", order: 2 }),
    ]);
  });

  it("has its secret marked as one, and nothing of a user pool", async () => {
    const isSecret = async (authenticate: AuthenticationArgs) =>
      pulumi.runtime.isRpcSecret(inputsOf(await created(authenticate), RULE, "web-enterprise-production").actions);

    expect(await isSecret(OIDC)).toBe(true);
    expect(await isSecret(COGNITO)).toBe(false);
  });

  it("asks a user pool of Cognito as it is told, without any secret", async () => {
    const resources = await created({
      ...COGNITO,
      scope: "openid email",
      sessionTimeout: "8h",
      sessionCookieName: "SHOP",
      onUnauthenticatedRequest: "deny",
      extraParameters: { prompt: "login" },
    });

    expect(actionsOf(resources, "production")).toEqual([
      {
        type: "authenticate-cognito",
        order: 1,
        authenticateCognito: {
          userPoolArn: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI",
          userPoolClientId: "0123456789abcdefghijklmnop",
          userPoolDomain: "shop",
          scope: "openid email",
          sessionTimeout: 28_800,
          sessionCookieName: "SHOP",
          onUnauthenticatedRequest: "deny",
          authenticationRequestExtraParams: { prompt: "login" },
        },
      },
      expect.objectContaining({ type: "forward", order: 2 }),
    ]);
  });

  it("is reached through the test listener without a question", async () => {
    expect(actionsOf(await created(OIDC), "test")).toEqual([expect.objectContaining({ type: "forward" })]);
  });

  it("lets its settings be changed, which nothing else rewrites", async () => {
    const ignored = async (authenticate: AuthenticationArgs | undefined) =>
      all(await created(authenticate), RULE).map(({ name, ignoreChanges }) => [name, ignoreChanges]);

    expect(await ignored(OIDC)).toEqual([
      ["web-enterprise-production", []],
      ["web-enterprise-test", ["actions"]],
    ]);
    expect(await ignored(undefined)).toEqual([
      ["web-enterprise-production", ["actions"]],
      ["web-enterprise-test", ["actions"]],
    ]);
  });

  it("lets the load balancer out to the provider, and to nothing but targets where nobody signs in", async () => {
    expect(portsOf(all(await created(OIDC), TYPE.egress))).toEqual([
      [3000, 3000, "10.0.0.0/16", "tcp"],
      [443, 443, "0.0.0.0/0", "tcp"],
    ]);
    expect(portsOf(all(await created(undefined), TYPE.egress))).toEqual([[3000, 3000, "10.0.0.0/16", "tcp"]]);
  });

  it("has the same two groups as any other", async () => {
    expect(all(await created(OIDC), GROUP).map(({ inputs }) => inputs)).toEqual(
      all(await created(undefined), GROUP).map(({ inputs }) => inputs),
    );
  });

  it("reads its secret from an object of JSON where a key is given", async () => {
    const actions = actionsOf(
      await created({ ...OIDC, clientSecretKey: "secret" }, '{"secret":"inner"}'),
      "production",
    );

    expect(actions).toMatchObject([{ authenticateOidc: { clientSecret: "inner" } }, {}]);
  });

  it("says which targets ask, for services behind them", async () => {
    const seen: boolean[] = [];
    await deploy(() => {
      for (const [name, authenticate] of [
        ["one", COGNITO],
        ["two", undefined],
      ] as const) {
        const { targets } = new LoadBalancer(name, behind(authenticate));
        seen.push(targets.enterprise?.isAuthenticated === true);
      }
    }, AWS);

    expect(seen).toEqual([true, false]);
  });
});

describe("the secret of an OIDC client", () => {
  it("is the whole text, or what is under a key", () => {
    expect(clientSecretIn("abc", undefined, SECRET_ARN)).toBe("abc");
    expect(clientSecretIn('{"id":"a","secret":"b"}', "secret", SECRET_ARN)).toBe("b");
  });

  it.each([
    ["", undefined],
    ["very-secret", "secret"],
    ['{"other":"very-secret"}', "secret"],
    ['{"secret":1,"other":"very-secret"}', "secret"],
    ['"very-secret"', "toString"],
  ])("isn't told when it is missing: %s under %s", (text, key) => {
    expect(() => clientSecretIn(text, key, SECRET_ARN)).toThrow(`the secret "${SECRET_ARN}" must hold the secret`);
    expect(() => clientSecretIn(text, key, SECRET_ARN)).not.toThrow("very-secret");
  });
});

describe("what can't be asked of users", () => {
  const problems = (args: LoadBalancerArgs) => refusals(() => new LoadBalancer("web", args), AWS);

  it("is refused over plain HTTP", async () => {
    expect(await problems(behind(OIDC, PLAIN))).toEqual([
      "targets.enterprise.authenticate: needs HTTPS, over which alone a load balancer asks who somebody is; give a domain or certificateArn",
    ]);
  });

  it("is refused by IP address", async () => {
    expect(await problems({ ...behind(OIDC), algorithm: "ip-hash" })).toEqual([
      expect.stringContaining("targets.enterprise.authenticate: needs a load balancer that understands HTTP"),
    ]);
  });

  it.each<[string, object, string]>([
    ["scope", { scope: "email" }, 'must have "openid" among its words, separated by single spaces, got "email"'],
    ["sessionTimeout", { sessionTimeout: "8d" }, 'must be whole seconds from "1s" to "604800s", got "8d"'],
    [
      "sessionCookieName",
      { sessionCookieName: "AWSALBOWN" },
      "must be a cookie's name that doesn't begin with AWSALB, got \"AWSALBOWN\"",
    ],
    [
      "extraParameters",
      { extraParameters: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`p${index}`, "v"])) },
      "must be 10 at most, got 11",
    ],
    [
      "tokenEndpoint",
      { tokenEndpoint: "http://login.example.com/token" },
      'must be a whole address with https://, got "http://login.example.com/token"; the provider\'s .well-known/openid-configuration names it',
    ],
  ])("is refused at %s", async (path, change, reason) => {
    expect(await problems(behind({ ...OIDC, ...change }))).toEqual([
      `targets.enterprise.authenticate.${path}: ${reason}`,
    ]);
  });

  it("is refused with another thing than a user pool", async () => {
    expect(await problems(behind({ ...COGNITO, userPoolArn: "eu-central-1_AbCdEfGhI" }))).toEqual([
      expect.stringContaining("targets.enterprise.authenticate.userPoolArn: must be the ARN of a user pool"),
    ]);
  });

  it("is refused with the secret itself in place of its ARN, which no error repeats", async () => {
    const [problem = ""] = await problems(behind({ ...OIDC, clientSecretArn: "very-secret" }));

    expect(problem).toContain("authenticate.clientSecretArn: must be the whole ARN of a secret");
    expect(problem).not.toContain("very-secret");
  });

  it("leaves outputs to AWS", async () => {
    const later = pulumi.output("https://login.example.com");
    const resources = await created({ ...OIDC, issuer: later });
    expect(actionsOf(resources, "production")).toMatchObject([{ authenticateOidc: { clientId: "shop" } }, {}]);
  });
});

describe("a web service whose users sign in", () => {
  const SHOP: WebServiceArgs = {
    image: `registry.example.com/shop@sha256:${"0".repeat(64)}`,
    certificateArn: SECURE.certificateArn,
    availabilityZones: ["eu-central-1a", "eu-central-1b"],
    authenticate: COGNITO,
  };

  it("may not have its traffic shifted", async () => {
    expect(await refusals(() => new WebService("shop", { ...SHOP, deployment: { strategy: "blue-green" } }))).toEqual([
      'deployment.strategy: "blue-green" has ECS rewrite the target\'s rule, and ECS takes none by which users sign in; use "rolling"',
    ]);
  });
});
