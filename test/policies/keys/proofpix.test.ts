import { matches, STACK_TYPE } from "../../../policies/core";
import { PROOFPIX_KEYS } from "../../../policies/keys/proofpix";
import { RULES } from "../../../policies/rules";
import { costGuard } from "../../../policies/rules/cost-guard";
import { scalingBounds } from "../../../policies/rules/scaling-bounds";
import { NAMESPACE } from "../../../stacks/configuration/problem";
import { type KeySchema, keySchemaOf } from "../../../stacks/configuration/schema/key-schema";
import { settingsSchema } from "../../../stacks/environment/sections";
import { judge } from "../support/judge";
import { resource } from "../support/resource";

/** Keys whose values no rule objects to: the schema and the local cloud check their effects. */
const UNJUDGED = [
  "region",
  "allowedAccountIds",
  "permissionsBoundary",
  "secondRegion",
  "backup.daily.times",
  "backup.weekly.day",
  "backup.weekly.time",
  "backup.monthly.day",
  "backup.monthly.time",
  "backup.startWindow",
  "backup.completionWindow",
  "backup.recoveryPoint",
  "backup.recoveryTime",
  "network.cidrBlock",
  "network.interfaceEndpoints",
  "registryCredentials",
  "secrets",
  "secretKeyArns",
  "testListener",
  "database.kind",
  "database.storage",
  "database.minimumCapacity",
  "database.maximumCapacity",
  "database.version",
  "database.allowMajorVersionUpgrade",
  "database.backup.window",
  "database.maintenanceWindow",
  "database.applyImmediately",
  "database.restoreFrom",
  "database.revision",
  "database.parameters",
  "database.slowQueryThreshold",
  "database.databaseInsights",
  "database.proxy.maxIdleConnectionsPercent",
  "database.proxy.connectionBorrowTimeout",
  "database.proxy.idleClientTimeout",
  "database.proxy.initQuery",
  "cache.engine",
  "cache.engineVersion",
  "cache.evictionPolicy",
  "cache.passwordVersion",
  "cache.snapshotWindow",
  "cache.maintenanceWindow",
  "cache.snapshotName",
  "monitoring",
  "architecture",
  "instances.networkInterfaceTrunking",
  "instances.maxInstanceLifetime",
  "queues[].name",
  "queues[].maxProcessingTime",
  "queues[].messagesAtOnce",
  "queues[].delay",
  "queues[].fifo",
  "queues[].maxMessageAge",
  "queues[].maxBacklog",
  "deploymentStrategy",
  "algorithm",
  "services[].name",
  "services[].storage",
  "services[].command",
  "services[].uses",
  "services[].migration",
  "services[].consumes",
  "services[].sendsTo",
  "services[].worker",
  "services[].routing",
  "services[].healthEndpoints",
  "services[].algorithm",
  "services[].stickiness",
  "services[].deployment",
  "services[].scaling.queueName",
  "services[].scaling.queueKeyArn",
  "services[].scaling.maxItemAge",
  "services[].scaling.schedules[].name",
  "services[].scaling.schedules[].at",
  "services[].scaling.schedules[].days",
  "services[].scaling.schedules[].timeZone",
  "services[].enableExecuteCommand",
  "services[].taskPolicies",
];

const named = new Set(PROOFPIX_KEYS.entries.flatMap(({ keys }) => keys));
const all = leaves("", keySchemaOf(settingsSchema));

describe("the table of this repository's configuration keys", () => {
  it("is about the project whose keys they are", () => {
    expect(PROOFPIX_KEYS.project).toBe(NAMESPACE);
  });

  it.each(all)("has %s, or says that no rule judges it", (key) => {
    const isNamed = [...named].some((each) => covers(each.slice(`${NAMESPACE}:`.length), key));
    const isUnjudged = UNJUDGED.some((each) => covers(each, key));

    expect({ isNamed, isUnjudged }).toEqual({ isNamed: !isUnjudged, isUnjudged: !isNamed });
  });

  it.each([...named, ...UNJUDGED.map((key) => `${NAMESPACE}:${key}`)])("names %s, which there is", (key) => {
    expect(all.some((each) => covers(key.slice(`${NAMESPACE}:`.length), each))).toBe(true);
  });

  it.each(PROOFPIX_KEYS.entries.map((entry) => [entry.property, entry] as const))(
    "has types for %s at which a rule looks",
    (_, { types }) => {
      const looked = [STACK_TYPE, ...RULES.flatMap((rule) => rule.types)];
      for (const type of types) expect(looked.some((each) => matches(type, each))).toBe(true);
    },
  );
});

describe("a message of the pack", () => {
  const target = resource("aws:appautoscaling/target:Target", "web", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    minCapacity: 1,
    maxCapacity: 20,
  });

  it("names the property and the keys that it comes from", async () => {
    const tables = [{ ...PROOFPIX_KEYS, project: "example" }];
    const { violations } = await judge(scalingBounds, target, { tables });

    expect(violations).toEqual([
      expect.stringMatching(
        /^web: minCapacity is 1: .*In the configuration: proofpix:minInstances or proofpix:services\[\]\.scaling\.minInstances\.$/,
      ),
    ]);
  });

  it("names the keys that make a month dear", async () => {
    const host = resource("aws:ec2/instance:Instance", "host", { instanceType: "m6i.large" });
    const tables = [{ ...PROOFPIX_KEYS, project: "example" }];
    const { violations } = await judge(costGuard, host, { tables, settings: { monthlyLimit: 1 } });

    expect(violations).toEqual([expect.stringMatching(/USD a month is \d+: .* In the configuration: proofpix:/)]);
    for (const key of ["maxInstances", "instances.types", "instances.maxSize", "services[].cpu", "services[].memory"]) {
      expect(violations[0]).toContain(`proofpix:${key} or`);
    }
  });

  it("names none in a program of somebody else", async () => {
    for (const tables of [[], [PROOFPIX_KEYS]]) {
      const { violations } = await judge(scalingBounds, target, { tables });
      expect(violations[0]).not.toContain("proofpix:");
    }
  });
});

/** Every key without keys below it, as users write it without the namespace. */
function leaves(path: string, { properties, items }: KeySchema): string[] {
  if (properties !== undefined && path !== "tags") {
    return Object.entries(properties).flatMap(([key, schema]) => leaves(path === "" ? key : `${path}.${key}`, schema));
  }
  return items?.properties === undefined ? [path] : leaves(`${path}[]`, items);
}

function covers(key: string, leaf: string): boolean {
  return leaf === key || leaf.startsWith(`${key}.`) || leaf.startsWith(`${key}[]`);
}
