import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SEEDED_ACCOUNT } from "../../localcloud/seed/account";
import { expectHidden } from "../support/hidden-values";
import { kinds, Rehearsal } from "../support/rehearsal";

const STACK = "shop";
const RULE = "aws:lb/listenerRule:ListenerRule";
const PROVIDER = "https://login.example.com";

const OPEN = {
  image: "quay.io/prometheus/prometheus:v3.16.0",
  domain: { name: "shop.proofpix.com" },
  availabilityZones: ["us-east-1a", "us-east-1b"],
  webFirewall: false,
  scaling: false,
};

/** The same service, which deploys in the only way that goes with users who sign in. */
const ROLLING = { ...OPEN, deployment: { strategy: "rolling" } };

const OIDC = {
  kind: "oidc",
  issuer: PROVIDER,
  authorizationEndpoint: `${PROVIDER}/authorize`,
  tokenEndpoint: `${PROVIDER}/token`,
  userInfoEndpoint: `${PROVIDER}/userinfo`,
  clientId: "shop",
  clientSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:proofpix/queue-token-AbCdEf",
};

/** The same client, whose secret is a value of an object. */
const OTHER_SECRET = {
  ...OIDC,
  clientSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:proofpix/registry-credentials-eXaMpl",
  clientSecretKey: "password",
};

const QUEUE_TOKEN = SEEDED_ACCOUNT.secrets.find(({ name }) => name === "proofpix/queue-token")?.value ?? "";

/** Who may reach a running service changes, with the real engine. The tests go on from each other. */
describe("users of a running service", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ program: "web-service" });
    writeFileSync(join(rehearsal.paths.project, `Pulumi.${STACK}.yaml`), "config:\n  aws:region: us-east-1\n");
    await rehearsal.succeed("stack", "init", STACK);
    configure(OPEN);
    await rehearsal.deploy(STACK);
  });

  afterAll(async () => {
    await rehearsal.end();
  });

  function configure(args: object): void {
    rehearsal.configure(STACK, ["proofpix:web-service"], args);
  }

  /** Actions of the rules of production and test, as the cloud has them. */
  function actions(): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (const { key, value } of rehearsal.journal()) {
      if (key.startsWith(RULE) && value !== undefined) found[value.urn.split("-").at(-1) ?? ""] = value.inputs.actions;
    }
    return found;
  }

  async function rules(): Promise<string[]> {
    return (await rehearsal.held(STACK)).flatMap(({ type, id }) => (type === RULE ? [id] : [])).sort();
  }

  it("sign in from now on with a secret that nobody sees", async () => {
    configure({ ...ROLLING, authenticate: OIDC });
    await rehearsal.succeed("preview", "--diff", "--stack", STACK);
    await rehearsal.deploy(STACK);

    await expectHidden(rehearsal, STACK, [QUEUE_TOKEN]);
  });

  it("are anybody again, behind rules and groups that are new", async () => {
    configure(ROLLING);

    expect(kinds(await rehearsal.steps(STACK))).toEqual([
      "aws:cloudwatch/metricAlarm:MetricAlarm update",
      "aws:ecs/service:Service update",
      "aws:lb/listenerRule:ListenerRule replace",
      "aws:lb/targetGroup:TargetGroup replace",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule delete",
    ]);
    expect(actions().production).toMatchObject([{ type: "forward" }]);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("then have traffic shifted for them, as before", async () => {
    configure(OPEN);

    expect(kinds(await rehearsal.steps(STACK))).toEqual(["aws:ecs/service:Service update"]);
  });

  it("sign in again, behind rules and groups that are new", async () => {
    configure({ ...ROLLING, authenticate: OIDC });

    expect(kinds(await rehearsal.steps(STACK))).toEqual([
      "aws:cloudwatch/metricAlarm:MetricAlarm update",
      "aws:ecs/service:Service update",
      "aws:lb/listenerRule:ListenerRule replace",
      "aws:lb/targetGroup:TargetGroup replace",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule create",
    ]);
    const { production, test } = actions();
    expect(production).toMatchObject([
      {
        type: "authenticate-oidc",
        order: 1,
        authenticateOidc: { clientId: "shop", clientSecret: QUEUE_TOKEN, sessionTimeout: 604_800 },
      },
      { type: "forward", order: 2 },
    ]);
    expect(test).toMatchObject([{ type: "forward" }]);
  });

  it("are asked the same by a deployment without a change", async () => {
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("are asked otherwise in place", async () => {
    const before = await rules();
    const otherwise = { ...OIDC, scope: "openid email", sessionTimeout: "8h", onUnauthenticatedRequest: "deny" };
    for (const authenticate of [otherwise, OIDC, OTHER_SECRET]) {
      configure({ ...ROLLING, authenticate });
      await rehearsal.planned(STACK);
      expect(kinds(await rehearsal.steps(STACK))).toEqual(["aws:lb/listenerRule:ListenerRule update"]);
    }
    expect(await rules()).toEqual(before);
  });

  it("aren't asked by a rule that ECS rewrites", async () => {
    configure({ ...OPEN, authenticate: OIDC, deployment: { strategy: "blue-green" } });
    const { code, output } = await rehearsal.up(STACK);

    expect(code).not.toBe(0);
    expect(output).toContain('deployment.strategy: "blue-green" has ECS rewrite the target\'s rule');
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });
});
