import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  type AlarmActions,
  type AlarmDefinition,
  createAlarm,
  createNotifyingAlarm,
  metricAlarmArgs,
  type NotifyingAlarm,
} from "../../../components/shared/alarm";
import type { AlarmTopics } from "../../../components/shared/severity";
import type { Transform } from "../../../components/shared/transform";
import { deploy } from "../../support/deploy";

const FREE_STORAGE = {
  namespace: "AWS/RDS",
  metricName: "FreeStorageSpace",
  statistic: "Minimum",
  dimensions: { DBInstanceIdentifier: "shop" },
};
const DEFINITION: AlarmDefinition = {
  name: "shop-storage",
  description: "less than 1 GiB is free",
  queries: [{ id: "free", metric: FREE_STORAGE }],
  comparisonOperator: "LessThanThreshold",
  threshold: 1_073_741_824,
  periodSeconds: 300,
  evaluationPeriods: 3,
  treatMissingData: "missing",
};

function alarmOf(changes: Partial<AlarmDefinition>) {
  return metricAlarmArgs({ ...DEFINITION, ...changes });
}

class Owner extends pulumi.ComponentResource {
  constructor(actions: AlarmActions, alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>, name = DEFINITION.name) {
    super("proofpix:test:Owner", "shop", {});
    const transform = alarm === undefined ? {} : { alarm };
    createAlarm({ name: "shop", parent: this, tags: { team: "a" }, transform }, { ...DEFINITION, name }, actions);
  }
}

async function created(...args: ConstructorParameters<typeof Owner>) {
  const all = await deploy(() => new Owner(...args));
  const [alarm, ...others] = all.filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm");
  if (alarm === undefined || others.length > 0) throw new Error("expected one alarm");
  return alarm;
}

describe("metricAlarmArgs", () => {
  it("watches a lone metric as such", () => {
    expect(alarmOf({})).toEqual({
      name: "shop-storage",
      alarmDescription: "less than 1 GiB is free",
      namespace: "AWS/RDS",
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      dimensions: { DBInstanceIdentifier: "shop" },
      comparisonOperator: "LessThanThreshold",
      threshold: 1_073_741_824,
      period: 300,
      evaluationPeriods: 3,
      treatMissingData: "missing",
    });
  });

  it.each(["p99", "tm90", "PR(100:)", "IQM"])(
    "gives %s as an extended statistic, since Statistic takes five only",
    (statistic) => {
      const args = alarmOf({ queries: [{ id: "free", metric: { ...FREE_STORAGE, statistic } }] });

      expect(args).toMatchObject({ extendedStatistic: statistic });
      expect(args).not.toHaveProperty("statistic");
    },
  );

  it("leaves a metric without dimensions without any", () => {
    const metric = { namespace: "Shop", metricName: "Orders", statistic: "Sum" };

    expect(alarmOf({ queries: [{ id: "orders", metric }] })).not.toHaveProperty("dimensions");
  });

  it("sounds above the threshold unless told otherwise", () => {
    const definition = {
      name: "shop-age",
      description: "an order waits",
      queries: [{ id: "age", metric: FREE_STORAGE }],
      threshold: 1,
      periodSeconds: 60,
      evaluationPeriods: 1,
      treatMissingData: "missing",
    } as const;

    expect(metricAlarmArgs(definition).comparisonOperator).toBe("GreaterThanThreshold");
  });

  it("watches the last of several queries, each metric in the alarm's period", () => {
    const queries = [
      { id: "free", metric: { ...FREE_STORAGE, statistic: "p10" } },
      { id: "share", expression: "free / 2", label: "half" },
      { id: "result", expression: "share * 2" },
    ];

    expect(alarmOf({ queries })).toMatchObject({
      metricQueries: [
        {
          id: "free",
          metric: {
            namespace: "AWS/RDS",
            metricName: "FreeStorageSpace",
            stat: "p10",
            dimensions: { DBInstanceIdentifier: "shop" },
            period: 300,
          },
          returnData: false,
        },
        { id: "share", expression: "free / 2", label: "half", returnData: false },
        { id: "result", expression: "share * 2", label: "result", returnData: true },
      ],
    });
    expect(alarmOf({ queries })).not.toHaveProperty("period");
  });

  it("wants some of the periods where the definition says so", () => {
    expect(alarmOf({ datapointsToAlarm: 2 })).toMatchObject({ datapointsToAlarm: 2, evaluationPeriods: 3 });
  });
});

describe("createAlarm", () => {
  it("names and tags the alarm, under its component", async () => {
    const { name, inputs } = await created({ alarmActions: ["topic"] });

    expect(name).toBe("shop-storage");
    expect(inputs).toMatchObject({ name: "shop-storage", tags: { Name: "shop-storage", team: "a" } });
  });

  it("calls nothing when an alarm ends that only scales", async () => {
    const { inputs } = await created({ alarmActions: ["policy"] });

    expect(inputs).toMatchObject({ alarmActions: ["policy"] });
    expect(inputs).not.toHaveProperty("okActions");
  });

  it("calls somebody where data end", async () => {
    const { inputs } = await created({ alarmActions: ["topic"], insufficientDataActions: ["topic"] });

    expect(inputs).toMatchObject({ insufficientDataActions: ["topic"] });
  });

  it("takes the component's transform", async () => {
    const { inputs } = await created({ alarmActions: ["topic"] }, { threshold: 5 });

    expect(inputs).toMatchObject({ threshold: 5, name: "shop-storage" });
  });

  it("cuts a name that is too long, for the resource and the alarm alike", async () => {
    const { name, inputs } = await created({ alarmActions: ["topic"] }, undefined, "w".repeat(300));

    expect(name).toHaveLength(255);
    expect(inputs.name).toBe(name);
  });
});

class Notifier extends pulumi.ComponentResource {
  constructor(alarm: Partial<NotifyingAlarm>, topics: AlarmTopics) {
    super("proofpix:test:Notifier", "shop", {});
    createNotifyingAlarm(
      { name: "shop", parent: this, tags: {}, transform: {} },
      { ...DEFINITION, severity: "warning", ...alarm },
      topics,
    );
  }
}

async function notified(alarm: Partial<NotifyingAlarm>, topics: AlarmTopics) {
  const resources = await deploy(() => new Notifier(alarm, topics));
  return resources.find(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")?.inputs ?? {};
}

describe("createNotifyingAlarm", () => {
  it("tells the same topics when an alarm begins and when it ends", async () => {
    const inputs = await notified({}, ["topic", "pager"]);

    expect(inputs).toMatchObject({ alarmActions: ["topic", "pager"], okActions: ["topic", "pager"] });
    expect(inputs).not.toHaveProperty("insufficientDataActions");
    expect(inputs).not.toHaveProperty("severity");
  });

  it.each([
    ["critical", "pager"],
    ["warning", "mail"],
  ] as const)("tells the topics of its severity: %s", async (severity, topic) => {
    const topics = { critical: ["pager"], warning: ["mail"] };

    expect(await notified({ severity }, topics)).toMatchObject({ alarmActions: [topic], okActions: [topic] });
  });

  it("tells nobody of a severity without topics", async () => {
    const topics = { critical: [], warning: ["mail"] };

    expect(await notified({ severity: "critical" }, topics)).toMatchObject({ alarmActions: [], okActions: [] });
  });

  it("tells where data end, if it is to", async () => {
    expect(await notified({ tellsMissingData: true }, ["topic"])).toMatchObject({ insufficientDataActions: ["topic"] });
  });
});
