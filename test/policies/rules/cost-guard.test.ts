import { costGuard as rule } from "../../../policies/rules/cost-guard";
import { hourlyPrice } from "../../../policies/rules/shared/priced-resources";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const budget = resource("aws:budgets/budget:Budget", "budget", {
  notifications: [{ subscriberEmailAddresses: ["operations@example.com"] }],
});

function database(instanceClass: unknown, properties: TestResource["properties"] = {}): TestResource {
  return resource("aws:rds/instance:Instance", "database", { instanceClass, ...properties });
}

function instance(instanceType: unknown): TestResource {
  return resource("aws:ec2/instance:Instance", "host", { instanceType });
}

const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "template", { instanceType: "m7g.large" });

function group(maxSize: number): TestResource {
  const options = { dependencies: { launchTemplate: [template] } };
  return resource("aws:autoscaling/group:Group", "instances", { maxSize, launchTemplate: { id: UNKNOWN } }, options);
}

/** Settings under which only the sum counts. */
const LIMIT_100 = { settings: { monthlyLimit: 100 } };

/** One task costs 0.04048 + 2 * 0.004445 USD an hour, 36 a month. */
function fargate(maxCapacity: number, size = { cpu: "1024", memory: "2048" }): TestResource[] {
  const task = resource("aws:ecs/taskDefinition:TaskDefinition", "task", size);
  const web = resource(
    "aws:ecs/service:Service",
    "web",
    { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }], desiredCount: 1 },
    { dependencies: { taskDefinition: [task] } },
  );
  const dependencies = { resourceId: [web] };
  return [task, web, resource("aws:appautoscaling/target:Target", "scaling", { maxCapacity }, { dependencies })];
}

describeRule(rule, {
  accepts: {
    "what the environment allows, with a budget": { given: [budget, database("db.m6g.large"), instance("t3.micro")] },
    "a database without servers of its own, whose capacity has bounds": {
      given: [
        budget,
        resource("aws:rds/clusterInstance:ClusterInstance", "reader", { instanceClass: "db.serverless" }),
      ],
      environment: "development",
      remarks: ["reader: instanceClass is \"db.serverless\": its price isn't in the pack's table"],
    },
    "a stack without anything dear": { given: resource("aws:sqs/queue:Queue", "jobs") },
    "ECS capacity that no service runs on": {
      given: [
        template,
        group(1000),
        resource(
          "aws:ecs/capacityProvider:CapacityProvider",
          "capacity",
          {},
          { dependencies: { autoScalingGroupProvider: [group(1000)] } },
        ),
      ],
      ...LIMIT_100,
    },
  },
  refuses: {
    "a type that the environment doesn't allow": {
      given: [budget, database("db.r6g.16xlarge")],
      violations: ['database: instanceClass is "db.r6g.16xlarge": it is larger, or of another kind'],
    },
    "one among several types of a group, in development": {
      given: resource("aws:autoscaling/group:Group", "instances", {
        maxSize: 1,
        mixedInstancesPolicy: {
          launchTemplate: { overrides: [{ instanceType: "t3.large" }, { instanceType: "r5.large" }] },
        },
      }),
      environment: "development",
      violations: ['instances: mixedInstancesPolicy.launchTemplate.overrides[1].instanceType is "r5.large"'],
    },
    "a group that may grow beyond the limit": {
      given: [template, group(2)],
      ...LIMIT_100,
      violations: [
        "example-production: USD a month is 119: with everything at its largest, it costs more than is wanted; the dearest: instances 119",
      ],
    },
    "tasks on Fargate that may": {
      given: fargate(3),
      ...LIMIT_100,
      violations: ["example-production: USD a month is 108"],
    },
    "the same, with their size in ECS's other notation": {
      given: fargate(3, { cpu: "1 vCPU", memory: "2 GB" }),
      ...LIMIT_100,
      violations: ["example-production: USD a month is 108"],
    },
    "a stack without a budget, where the settings ask for one": {
      given: database("db.t4g.medium"),
      settings: { requireBudget: true },
      violations: ["example-production: budget is not set: nobody learns of costs before the bill"],
    },
    "a budget that tells nobody": {
      given: [
        database("db.t4g.medium"),
        resource("aws:budgets/budget:Budget", "budget", { notifications: [{ threshold: 80 }] }),
      ],
      violations: ["budget: notifications is not set: nobody learns of costs"],
    },
  },
  boundaries: {
    "the limit": { given: [template, group(2)], settings: { monthlyLimit: 119 } },
    "one less": {
      given: [template, group(2)],
      settings: { monthlyLimit: 118 },
      violations: ["example-production: USD a month is 119"],
    },
    "a standby in another zone, which is paid for": {
      given: database("db.m6g.large", { multiAz: true }),
      ...LIMIT_100,
      violations: ["example-production: USD a month is 232"],
    },
    "each of the three servers of a Multi-AZ DB cluster": {
      given: resource("aws:rds/cluster:Cluster", "cluster", { dbClusterInstanceClass: "db.m6g.large" }),
      ...LIMIT_100,
      violations: ["example-production: USD a month is 348"],
    },
    "each node of a cache": {
      given: resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
        nodeType: "cache.t4g.medium",
        numNodeGroups: 2,
        replicasPerNodeGroup: 1,
      }),
      ...LIMIT_100,
      violations: ["example-production: USD a month is 190"],
    },
    "a type without a price, which is told": {
      given: instance("x9z.large"),
      ...LIMIT_100,
      remarks: ["host: instanceType is \"x9z.large\": its price isn't in the pack's table"],
    },
  },
  missing: {
    "types, which others name": { given: resource("aws:ec2/launchTemplate:LaunchTemplate", "template"), ...LIMIT_100 },
  },
  unknown: {
    "a type": {
      given: [budget, database(UNKNOWN)],
      remarks: ["database: Not determinable yet: instanceClass isn't known"],
    },
    "who is told": {
      given: [
        database("db.t4g.medium"),
        resource("aws:budgets/budget:Budget", "budget", { notifications: [{ subscriberSnsTopicArns: [UNKNOWN] }] }),
      ],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders-replica"), { instanceClass: "db.r6g.16xlarge" }),
});

it.each([
  ["instance", "t3.nano", 0.0052],
  ["instance", "t3.2xlarge", 0.3328],
  ["instance", "m7g.large", 0.0816],
  ["instance", "t2.micro", 0.0116],
  ["instance", "m3.medium", 0.067],
  ["instance", "m4.xlarge", 0.2],
  ["instance", "c4.4xlarge", 0.796],
  ["instance", "r3.2xlarge", 0.665],
  ["instance", "r4.16xlarge", 4.256],
  ["cache", "cache.t2.micro", 0.017],
  ["cache", "cache.r4.2xlarge", 0.912],
  ["database", "db.t4g.medium", 0.065],
  ["cache", "cache.r6g.xlarge", 0.411],
  ["instance", "m7g.metal", undefined],
  ["instance", "unknown", undefined],
  ["database", "m7g.large", undefined],
] as const)("knows what the %s %s costs an hour", (kind, type, price) => {
  const known = hourlyPrice(kind, type);

  if (price === undefined) expect(known).toBeUndefined();
  else expect(known).toBeCloseTo(price, 4);
});

it("asks for no budget unless the settings do", async () => {
  expect((await judge(rule, database("db.t4g.medium"), { environment: "production" })).violations).toEqual([]);
});
