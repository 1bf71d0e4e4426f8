import { parseConfiguration } from "../../stacks/environment/configuration";
import { queueMetric } from "../../stacks/environment/sections/services/queue-metric";
import type { Registered } from "../support/deploy";
import { deployCommitted, deployEnvironment } from "./deployed";
import { ENVIRONMENTS, MINIMAL } from "./example-settings";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const POLICY = "aws:appautoscaling/policy:Policy";
const SERVICE = "aws:ecs/service:Service";
const TARGET = "aws:appautoscaling/target:Target";
const GROUP = "aws:autoscaling/group:Group";

/** Fewest and most workers. */
const WORKER_BOUNDS = {
  development: { minInstances: 1, maxInstances: 2 },
  staging: { minInstances: 2, maxInstances: 5 },
  production: { minInstances: 3, maxInstances: 10 },
};

interface StepScaling {
  readonly adjustmentType: string;
  readonly cooldown: number;
  readonly stepAdjustments: readonly { readonly scalingAdjustment: number }[];
}

function ofType(resources: readonly Registered[], type: string): Registered[] {
  return resources.filter((resource) => resource.type === type);
}

function stepScaling({ inputs }: Registered): StepScaling {
  return inputs.stepScalingPolicyConfiguration as StepScaling;
}

/** Alarms by the policies that they set off. */
function alarmsOf(policy: Registered, resources: readonly Registered[]): Registered[] {
  const arn = `arn:mock:${policy.name}`;
  return ofType(resources, ALARM).filter(({ inputs }) => (inputs.alarmActions as string[]).includes(arn));
}

describe.each(ENVIRONMENTS)("whatever scales in %s", (environment) => {
  let resources: readonly Registered[];
  let bounds: Readonly<Record<string, { readonly minInstances: number; readonly maxInstances: number }>>;

  beforeAll(async () => {
    const deployed = await deployCommitted(environment);
    ({ resources } = deployed);
    ({ bounds } = deployed.outputs);
  });

  it.each(["enterprise", "worker"])("keeps the bounds of %s within the environment's (ENV-1..3)", (service) => {
    const of = (type: string) => ofType(resources, type).filter(({ name }) => name === fullName(service));
    const { minInstances, maxInstances } = bounds[service] ?? { minInstances: NaN, maxInstances: NaN };
    const targets = of(TARGET);

    expect(of(SERVICE).map(({ inputs }) => inputs.desiredCount)).toEqual([minInstances]);
    expect(targets.map(({ inputs }) => [inputs.minCapacity, inputs.maxCapacity])).toEqual(
      environment === "development" ? [] : [[minInstances, maxInstances]],
    );
  });

  function fullName(service: string): string {
    return `proofpix-${environment}-${service}`;
  }

  it("takes jobs by a worker that the queue's length scales (SC-4, SC-9)", () => {
    const ups = ofType(resources, ALARM).filter(({ name }) => name.endsWith("-queue-depth"));

    expect(ups.map(({ name }) => name)).toEqual(
      environment === "development" ? [] : [fullName("worker-scale-up-queue-depth")],
    );
    expect(bounds.worker).toEqual(WORKER_BOUNDS[environment]);
  });

  it("leaves the number of instances to whoever scales them", () => {
    for (const service of ofType(resources, SERVICE)) expect(service.ignoreChanges).toContain("desiredCount");
    for (const group of ofType(resources, GROUP)) expect(group.ignoreChanges).toContain("desiredCapacity");
    expect(ofType(resources, GROUP)).toHaveLength(1);
  });

  it("has a policy both ways, each with alarms that reach it", () => {
    for (const target of ofType(resources, TARGET)) {
      const policies = ofType(resources, POLICY).filter(({ inputs }) => inputs.resourceId === target.inputs.resourceId);
      const adjustments = policies.flatMap((policy) =>
        stepScaling(policy).stepAdjustments.map(({ scalingAdjustment }) => Math.sign(scalingAdjustment)),
      );
      expect(adjustments.sort()).toEqual([-1, 1]);
      for (const policy of policies) expect(alarmsOf(policy, resources)).not.toHaveLength(0);
    }
  });

  it("has alarms of the group's CPU, memory and latency that reach people (SH-3)", () => {
    const alarms = ofType(resources, ALARM).filter(({ name }) => name.startsWith(`proofpix-${environment}-instances-`));

    expect(alarms.map(({ name }) => name.replace(/^.*-instances-/, "")).sort()).toEqual([
      "cpu",
      "memory",
      "response-time",
    ]);
    for (const { inputs } of alarms) {
      expect(inputs.alarmActions).toEqual([`arn:mock:proofpix-${environment}-warnings-topic`]);
    }
  });
});

describe("development", () => {
  it("is scaled by hand alone (ENV-1)", async () => {
    const { resources, outputs } = await deployCommitted("development");

    expect(resources.filter(({ type }) => /appautoscaling|autoscaling\/policy/.test(type))).toEqual([]);
    expect(outputs.scalingAlarmNames).toEqual({ enterprise: [], worker: [] });
  });
});

describe("production", () => {
  const name = "proofpix-production-enterprise";
  const worker = "proofpix-production-worker";
  let resources: readonly Registered[];

  beforeAll(async () => {
    ({ resources } = await deployCommitted("production"));
  });

  function alarm(suffix: string, service = name): Record<string, unknown> {
    const found = ofType(resources, ALARM).find((each) => each.name === `${service}-${suffix}`);
    if (found === undefined) throw new Error(`no alarm ${suffix}`);
    return found.inputs;
  }

  it.each([
    ["SC-1", name, "scale-up-cpu", 70, 2],
    ["SC-2", name, "scale-up-memory", 80, 2],
    ["SC-3", name, "scale-up-response-time", 2, 5],
    ["SC-4", worker, "scale-up-queue-depth", 100, 3],
  ])("goes up as %s says", (_, service, suffix, threshold, minutes) => {
    expect(alarm(suffix, service)).toMatchObject({
      comparisonOperator: "GreaterThanThreshold",
      threshold,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      alarmActions: [`arn:mock:${service}-scale-up`],
    });
  });

  it.each([
    ["SC-8", name, "FILL(responseTime, -0.5) >= 0.5"],
    ["SC-9", worker, "FILL(queueDepth, 9) >= 10"],
  ])("goes down as SC-6, SC-7 and %s say, when all say so, over the longest of their times", (_, service, own) => {
    const down = alarm("scale-down", service);
    const queries = down.metricQueries as { expression?: string; returnData: boolean }[];

    expect(down).toMatchObject({ evaluationPeriods: 15, alarmActions: [`arn:mock:${service}-scale-down`] });
    expect(queries.find(({ returnData }) => returnData)?.expression).toBe(
      `IF(FILL(cpu, 29) >= 30 OR FILL(memory, 49) >= 50 OR ${own} OR secondsSinceData > 180, 0, IF(secondsSinceData == 0, 1))`,
    );
  });

  it("measures the queue that the worker works off", () => {
    const queue = ofType(resources, "aws:sqs/queue:Queue").find(
      (each) => each.name === "proofpix-production-queue-jobs",
    );

    expect(alarm("scale-up-queue-depth", worker)).toMatchObject({
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue?.name },
    });
  });

  it("adds 2 and rests for 5 minutes, takes 1 away and rests for 10 (SC-10)", () => {
    const ofService = ofType(resources, POLICY).filter((each) => each.name.startsWith(name));
    const policies = ofService.map(stepScaling);

    expect(policies.map(({ cooldown, stepAdjustments }) => [stepAdjustments[0]?.scalingAdjustment, cooldown])).toEqual(
      expect.arrayContaining([
        [2, 300],
        [-1, 600],
      ]),
    );
    expect(policies).toHaveLength(2);
  });

  it("times answers over both groups, so that a swap blinds nothing", () => {
    for (const suffix of ["scale-up-response-time", "scale-down", "target-response-time", "target-5xx"]) {
      const dimensions = JSON.stringify(alarm(suffix).metricQueries);
      expect(dimensions).toContain(`targetgroup/${name}-blue/1`);
      expect(dimensions).toContain(`targetgroup/${name}-green/1`);
    }
  });

  it("may hear of a queue from the product itself (SC-4)", async () => {
    const services = [{ name: "enterprise", scaling: { triggers: { queueDepth: { enabled: true } } } }];
    const settings = { ...MINIMAL, minInstances: 3, services };
    const reporting = await deployEnvironment(parseConfiguration(settings, "production"));
    const up = ofType(reporting.resources, ALARM).find((each) => each.name === `${name}-scale-up-queue-depth`);
    const { namespace, metricName, dimensions } = queueMetric(name);

    expect(up?.inputs).toMatchObject({ namespace, metricName, dimensions });
    const definition = ofType(reporting.resources, "aws:ecs/taskDefinition:TaskDefinition")[0]?.inputs
      .containerDefinitions;
    expect(definition).toContain(`{"name":"SERVICE_NAME","value":"${name}"}`);
  });
});

describe("several services (SC-13)", () => {
  it("have each its own bounds, triggers, schedules and strategy on the same capacity", async () => {
    const services = [
      {
        name: "web",
        deployment: { strategy: "canary", canaryPercent: 5 },
        scaling: { maxInstances: 4, triggers: { queueDepth: { enabled: true } } },
      },
      {
        name: "api",
        routing: { paths: ["/api/*"] },
        deployment: { strategy: "linear", stepPercent: 20, stepBakeTime: "1m" },
        scaling: {
          minInstances: 3,
          triggers: { cpu: { above: 50 }, memory: { enabled: false } },
          schedules: [
            { name: "morning", at: "07:30", timeZone: "Europe/Berlin", minInstances: 4 },
            { name: "evening", at: "20:00", timeZone: "Europe/Berlin", minInstances: 3 },
          ],
        },
      },
      { name: "jobs", worker: true, scaling: { queueName: "jobs", triggers: { cpu: { enabled: false } } } },
      { name: "mail", worker: true, scaling: { minInstances: 2, maxInstances: 2 } },
    ];
    const { resources } = await deployEnvironment(parseConfiguration({ ...MINIMAL, services }, "staging"));
    const alarms = ofType(resources, ALARM).map(({ name }) => name.replace("proofpix-staging-", ""));
    const strategies = ofType(resources, SERVICE).map(({ name, inputs }) => [
      name.replace("proofpix-staging-", ""),
      (inputs.deploymentConfiguration as { strategy: string }).strategy,
      (inputs.capacityProviderStrategies as { capacityProvider: string }[])[0]?.capacityProvider,
    ]);

    expect(strategies.sort()).toEqual([
      ["api", "LINEAR", "proofpix-staging-instances"],
      ["jobs", "ROLLING", "proofpix-staging-instances"],
      ["mail", "ROLLING", "proofpix-staging-instances"],
      ["web", "CANARY", "proofpix-staging-instances"],
    ]);
    expect(alarms.filter((name) => name.includes("scale")).sort()).toEqual([
      "api-scale-down",
      "api-scale-up-cpu",
      "api-scale-up-response-time",
      "jobs-scale-down",
      "jobs-scale-up-memory",
      "jobs-scale-up-queue-depth",
      "web-scale-down",
      "web-scale-up-cpu",
      "web-scale-up-memory",
      "web-scale-up-queue-depth",
      "web-scale-up-response-time",
    ]);
    expect(
      Object.fromEntries(
        ofType(resources, TARGET).map(({ name, inputs }) => [name, [inputs.minCapacity, inputs.maxCapacity]]),
      ),
    ).toEqual({
      "proofpix-staging-web": [2, 4],
      "proofpix-staging-api": [3, 5],
      "proofpix-staging-jobs": [2, 5],
    });
    expect(ofType(resources, "aws:appautoscaling/scheduledAction:ScheduledAction")).toHaveLength(2);
  });
});

describe("capacity", () => {
  it("is Fargate by one word, with the group left empty so that a switch finds both", async () => {
    const configuration = parseConfiguration({ ...MINIMAL, capacity: "fargate" }, "staging");
    const { resources } = await deployEnvironment(configuration);

    expect(ofType(resources, GROUP)[0]?.inputs).toMatchObject({ minSize: 0 });
    expect(ofType(resources, SERVICE)[0]?.inputs).toMatchObject({
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      forceNewDeployment: true,
    });
    expect(ofType(resources, "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders")[0]?.inputs).toMatchObject({
      capacityProviders: ["FARGATE", "FARGATE_SPOT", "proofpix-staging-instances"],
    });
  });

  it("is of other instance types and another architecture when asked", async () => {
    const configuration = parseConfiguration(
      { ...MINIMAL, architecture: "arm64", instances: { types: ["m7g.xlarge"] } },
      "staging",
    );
    const { resources } = await deployEnvironment(configuration);

    expect(ofType(resources, "aws:ec2/launchTemplate:LaunchTemplate")[0]?.inputs).toMatchObject({
      instanceType: "m7g.xlarge",
    });
    expect(ofType(resources, "aws:ecs/taskDefinition:TaskDefinition")[0]?.inputs).toMatchObject({
      runtimePlatform: { cpuArchitecture: "ARM64" },
      requiresCompatibilities: ["EC2"],
    });
  });
});
