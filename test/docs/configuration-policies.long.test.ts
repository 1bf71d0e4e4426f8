import { RULES } from "../../policies/rules";
import { parseConfiguration } from "../../stacks/environment/configuration";
import { ConfigurationError } from "../../stacks/configuration/problem";
import { committedSettings, type Environment } from "../stacks/example-settings";
import { objectionsTo } from "../stacks/objections";

/** What stops a deployment: rules, or keys that the configuration itself refuses. */
type Stops = readonly string[];

const CLEAN: Stops = [];

/** What stops a deployment of these settings in an environment. */
async function stopsOf(settings: Record<string, unknown>, environment: string): Promise<Stops> {
  try {
    const configuration = parseConfiguration(settings, environment);
    const objections = await objectionsTo(configuration);
    const isMandatory = (name: string) =>
      RULES.find((rule) => rule.name === name)?.levels[configuration.kind] === "mandatory";
    return Object.keys(objections).filter(isMandatory).sort();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(({ key }) => key);
    throw error;
  }
}

/**
 * What docs/configuration.md says that policies ask besides: a value that they stop, and the closest that they let
 * pass.
 */
type Asked = readonly [rule: string, environment: Environment, stopped: object, passed: object];

const ASKED: readonly Asked[] = [
  ["scaling-bounds", "staging", { maxInstances: 6 }, { maxInstances: 4 }],
  ["scaling-bounds", "production", { minInstances: 2 }, { minInstances: 4 }],
  ["http-redirects-to-https", "staging", { domain: undefined }, { domain: undefined, certificateArn: certificate() }],
  ["public-load-balancer-has-firewall", "production", { webFirewall: false }, { webFirewall: true }],
  ["alarms-per-service", "production", { alarmRecipients: undefined }, { alarmRecipients: ["people@proofpix.com"] }],
  ["log-retention", "staging", { logRetentionDays: 5 }, { logRetentionDays: 7 }],
  ["log-retention", "production", { logRetentionDays: 60 }, { logRetentionDays: 90 }],
  [
    "health-check-consistent",
    "staging",
    checked({ interval: "31s", unhealthyThreshold: 5 }),
    checked({ interval: "30s", unhealthyThreshold: 5 }),
  ],
  ["health-check-consistent", "production", checked({ interval: "31s" }), checked({ interval: "30s" })],
  ["health-check-consistent", "production", checked({ path: "/" }), checked({ path: "/up" })],
  ["cost-guard", "production", sized("m6i.8xlarge"), sized("m6i.4xlarge")],
  ["cost-guard", "staging", sized("m6i.xlarge", 9), sized("m6i.xlarge", 8)],
  ["cost-guard", "staging", onFargate("8000m", "16Gi"), onFargate("4000m", "16Gi")],
  ["cost-guard", "production", sized("m6i.4xlarge", 17), sized("m6i.4xlarge", 16)],
];

function certificate(): string {
  return "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
}

function checked(healthCheck: object): object {
  return { services: [{ name: "enterprise", healthCheck }] };
}

function sized(type: string, maxSize?: number): object {
  return { instances: { types: [type], ...(maxSize !== undefined && { maxSize }) } };
}

function onFargate(cpu: string, memory: string): object {
  return { capacity: "fargate", services: [{ name: "enterprise", cpu, memory }] };
}

/**
 * Rows that are tried in one configuration, since each judgement of an environment takes a second: rows of different
 * rules and keys, so that what a rule says is of its own row.
 */
const TRIED: Asked[][] = [];
for (const row of ASKED) {
  const together = TRIED.find((rows) => rows.every((other) => areApart(row, other)));
  if (together === undefined) TRIED.push([row]);
  else together.push(row);
}

function areApart(
  [rule, environment, ...changes]: Asked,
  [otherRule, otherEnvironment, ...otherChanges]: Asked,
): boolean {
  const [keys, otherKeys] = [changes, otherChanges].map((each) => each.flatMap((change) => Object.keys(change)));
  return (
    rule !== otherRule && environment === otherEnvironment && keys?.some((key) => otherKeys?.includes(key)) === false
  );
}

describe("what the policies ask besides", () => {
  const changed = (environment: Environment, changes: object) =>
    Object.fromEntries(
      Object.entries({ ...committedSettings(environment), ...changes }).filter(([, value]) => value !== undefined),
    );

  describe.each(TRIED.map((rows) => ({ rows })))("tried together", ({ rows }) => {
    let stops: Stops;
    let passes: Stops;

    beforeAll(async () => {
      const environment = rows[0]?.[1] ?? "production";
      const all = (pick: (row: Asked) => object): object => Object.assign({}, ...rows.map(pick)) as object;
      stops = await stopsOf(
        changed(
          environment,
          all(([, , stopped]) => stopped),
        ),
        environment,
      );
      passes = await stopsOf(
        changed(
          environment,
          all(([, , , passed]) => passed),
        ),
        environment,
      );
    });

    it.each(rows)("%s of %s stops %j, and lets %j pass", (rule) => {
      expect(stops).toContain(rule);
      expect(passes).toEqual(CLEAN);
    });
  });

  it.each(["cpu", "memory", "responseTime", "queueDepth"])(
    "lets a service do without the trigger %s",
    async (trigger) => {
      const services = [{ name: "enterprise", scaling: { triggers: { [trigger]: { enabled: false } } } }];

      expect(await stopsOf(changed("production", { services }), "production")).toEqual(CLEAN);
    },
  );

  it.each([
    ["people scale", { autoScale: false }],
    [
      "has one number of instances",
      { services: [{ name: "enterprise", scaling: { minInstances: 4, maxInstances: 4 } }] },
    ],
    ["runs on Fargate", { capacity: "fargate" }],
    ["runs on arm64", { architecture: "arm64" }],
    ["is spread by address", { algorithm: "ip-hash" }],
    ["rolls", { deploymentStrategy: "rolling" }],
    ["is deployed step by step", { deploymentStrategy: "linear" }],
    ["opens a shell", { services: [{ name: "enterprise", enableExecuteCommand: true }] }],
  ])("lets pass what %s", async (_, changes) => {
    expect(await stopsOf(changed("production", changes), "production")).toEqual(CLEAN);
  });
});
