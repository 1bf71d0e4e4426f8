import * as pulumi from "@pulumi/pulumi";
import {
  cpu,
  memory,
  queueDepth,
  responseTime,
  ServiceScaling,
  type ServiceScalingArgs,
} from "../../../components/scaling";
import { all, deploy, only, refusals } from "../../support/deploy";
import { TARGET } from "./support/triggers";

const TYPES = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  policy: "aws:appautoscaling/policy:Policy",
  scheduled: "aws:appautoscaling/scheduledAction:ScheduledAction",
  target: "aws:appautoscaling/target:Target",
} as const;

const ARGS: ServiceScalingArgs = {
  clusterName: "shop",
  serviceName: pulumi.output("web"),
  minInstances: 3,
  maxInstances: 20,
  triggers: [cpu(), memory(), responseTime(TARGET), queueDepth({ sqsQueueName: "jobs" })],
};

function deployed(overrides: Partial<ServiceScalingArgs> = {}) {
  return deploy(() => new ServiceScaling("web", { ...ARGS, ...overrides }));
}

describe("ServiceScaling", () => {
  it("registers the service with its bounds", async () => {
    expect(only(await deployed(), TYPES.target).inputs).toMatchObject({
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: "service/shop/web",
      minCapacity: 3,
      maxCapacity: 20,
    });
  });

  it("has one policy up and one down, in steps from the alarm's threshold (SC-10)", async () => {
    const policies = all(await deployed(), TYPES.policy);
    const configuration = (cooldown: number, scalingAdjustment: number) => ({
      policyType: "StepScaling",
      resourceId: "service/shop/web",
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        cooldown,
        metricAggregationType: "Average",
        stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment }],
      },
    });

    expect(Object.fromEntries(policies.map(({ name, inputs }) => [name, inputs]))).toMatchObject({
      "web-scale-up": configuration(300, 2),
      "web-scale-down": configuration(600, -1),
    });
    expect(policies).toHaveLength(2);
  });

  it("sets the policies off by alarms that tell nobody else", async () => {
    const alarms = all(await deployed(), TYPES.alarm);
    const actions = Object.fromEntries(alarms.map(({ name, inputs }) => [name, inputs.alarmActions]));

    expect(actions).toEqual({
      "web-scale-up-cpu": ["arn:mock:web-scale-up"],
      "web-scale-up-memory": ["arn:mock:web-scale-up"],
      "web-scale-up-response-time": ["arn:mock:web-scale-up"],
      "web-scale-up-queue-depth": ["arn:mock:web-scale-up"],
      "web-scale-down": ["arn:mock:web-scale-down"],
    });
    for (const { inputs, name } of alarms) {
      expect(inputs).toMatchObject({
        treatMissingData: name === "web-scale-down" ? "missing" : "notBreaching",
        comparisonOperator: "GreaterThanThreshold",
      });
      expect(inputs).not.toHaveProperty("okActions");
    }
  });

  it("watches a lone metric as such, and one result of several", async () => {
    const resources = await deployed();
    const inputsOf = (name: string) => all(resources, TYPES.alarm).find((alarm) => alarm.name === name)?.inputs;

    expect(inputsOf("web-scale-up-cpu")).toMatchObject({
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      statistic: "Average",
      period: 60,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      threshold: 70,
      dimensions: { ClusterName: "shop", ServiceName: "web" },
    });
    const queries = inputsOf("web-scale-down")?.metricQueries as { id: string; returnData: boolean; metric?: object }[];
    expect(queries.filter(({ returnData }) => returnData).map(({ id }) => id)).toEqual(["quiet"]);
    expect(queries.find(({ id }) => id === "queueDepth")).toEqual({
      id: "queueDepth",
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        stat: "Maximum",
        period: 60,
        dimensions: { QueueName: "jobs" },
      },
      returnData: false,
    });
  });

  it("has further steps in a policy of their own", async () => {
    const resources = await deployed({ triggers: [cpu({ steps: [{ above: 90, instances: 5 }] })] });

    expect(all(resources, TYPES.policy).find(({ name }) => name === "web-scale-up-cpu")).toMatchObject({
      inputs: {
        stepScalingPolicyConfiguration: {
          stepAdjustments: [
            { metricIntervalLowerBound: "0", metricIntervalUpperBound: "20", scalingAdjustment: 2 },
            { metricIntervalLowerBound: "20", scalingAdjustment: 5 },
          ],
        },
      },
    });
  });

  it("keeps schedules", async () => {
    const resources = await deployed({
      schedules: [
        { name: "morning", at: "07:00", days: ["monday"], timeZone: "Europe/Berlin", minInstances: 6 },
        { name: "evening", at: "20:00", minInstances: 3 },
      ],
    });

    expect(all(await deployed(), TYPES.scheduled)).toEqual([]);
    expect(all(resources, TYPES.scheduled)).toHaveLength(2);
    expect(all(resources, TYPES.scheduled)[0]).toMatchObject({
      name: "web-morning",
      inputs: {
        schedule: "cron(0 7 ? * MON *)",
        timezone: "Europe/Berlin",
        resourceId: "service/shop/web",
        scalableTargetAction: { minCapacity: 6 },
      },
    });
  });

  it("parents, tags and lets one edit every child", async () => {
    const edited: string[] = [];
    const record = (_args: object, _options: object, name: string) => void edited.push(name);
    const resources = await deployed({
      tags: { Owner: "shop" },
      schedules: [
        { name: "night", at: "22:00", maxInstances: 5 },
        { name: "morning", at: "07:00", maxInstances: 20 },
      ],
      transform: { target: record, policy: record, scheduledAction: record, alarm: record },
    });
    const children = resources.filter(({ component }) => !component);

    expect(edited.sort()).toEqual(children.map(({ name }) => name).sort());
    for (const { parent } of children) expect(parent).toContain("proofpix:scaling:ServiceScaling::web");
    for (const { inputs } of [...all(resources, TYPES.alarm), ...all(resources, TYPES.target)]) {
      expect(inputs.tags).toMatchObject({ Owner: "shop", Name: expect.stringMatching(/^web/) as unknown });
    }
  });

  it("refuses everything that is wrong at once", async () => {
    const refused = await refusals(
      () =>
        new ServiceScaling("web", {
          ...ARGS,
          minInstances: -1,
          maxInstances: -1,
          triggers: [cpu({ below: 80 })],
          speed: { addedInstances: 0, upCooldownSeconds: 1.5 },
          schedules: [{ name: "morning", at: "7", minInstances: 1 }],
        }),
    );

    expect(refused.map((line) => line.split(":")[0])).toEqual([
      "minInstances",
      "maxInstances",
      "triggers[0].below",
      "speed.addedInstances",
      "speed.upCooldownSeconds",
      "schedules[0].at",
      "schedules[0]",
    ]);
  });
});
