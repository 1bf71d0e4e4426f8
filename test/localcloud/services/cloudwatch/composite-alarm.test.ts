import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, type TestCloud } from "../../support";

const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

function metricAlarm(cloud: TestCloud, name: string) {
  return cloud.create(METRIC_ALARM, {
    name,
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: 60,
    evaluationPeriods: 1,
  });
}

function topicIn(cloud: TestCloud): unknown {
  return cloud.create("aws:sns/topic:Topic", { name: "alarms" }).computed.arn;
}

describeLimits(COMPOSITE, [
  ["alarmName", "x".repeat(256), "x".repeat(255), "ValidationError", "255"],
  ["alarmRule", "", "TRUE", "ValidationError", "at 'alarmRule'"],
  ["alarmRule", `"${"x".repeat(10_239)}"`, `"${"x".repeat(10_238)}"`, "ValidationError", "10240"],
  ["alarmDescription", "x".repeat(1025), "x".repeat(1024), "ValidationError", "1024"],
]);

describeRules(
  COMPOSITE,
  (cloud) => {
    for (const name of ["slow", "errors"]) metricAlarm(cloud, name);
    return { topic: topicIn(cloud), inputs: { alarmName: "impaired", alarmRule: "ALARM(slow)" } };
  },
  [
    [
      "an alarm that is not there",
      { alarmRule: "ALARM(slow) OR ALARM(missing)" },
      { alarmRule: "ALARM(slow) OR ALARM(errors)" },
      "ValidationError",
      "Could not save the composite alarm as alarms [missing] in the alarm rule do not exist (alarmRule)",
    ],
    ["a rule that can't be read", { alarmRule: "ALARM(slow" }, {}, "ValidationError", "AlarmRule is invalid"],
    [
      "more than 100 alarms",
      { alarmRule: Array.from({ length: 101 }, (_, index) => `ALARM(a${index})`).join(" OR ") },
      { alarmRule: "ALARM(slow) OR ALARM(slow)" },
      "ValidationError",
      "AlarmRule must not contain more than 100 alarms, got 101",
    ],
    [
      "a suppressor that is not there",
      { actionsSuppressor: { alarm: "missing", waitPeriod: 60, extensionPeriod: 60 } },
      { actionsSuppressor: { alarm: "errors", waitPeriod: 60, extensionPeriod: 60 } },
      "ValidationError",
      "the suppressor missing does not exist",
    ],
    [
      "a suppressor without its periods",
      { actionsSuppressor: { alarm: "errors", waitPeriod: 60 } },
      { actionsSuppressor: { alarm: "errors", waitPeriod: 60, extensionPeriod: 60 } },
      "ValidationError",
      "a suppressor needs a wait period and an extension period",
    ],
    [
      "an action that scales",
      {
        alarmActions: [
          "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:0f1e:autoScalingGroupName/a:policyName/b",
        ],
      },
      ({ topic }) => ({ alarmActions: [topic] }),
      "ValidationError",
      "Composite alarms do not support Auto Scaling actions",
    ],
  ],
);

describe("a composite alarm", () => {
  it("keeps the alarms that it depends on from being deleted", () => {
    const cloud = inLocalCloud();
    const slow = metricAlarm(cloud, "slow");
    const composite = cloud.create(COMPOSITE, { alarmName: "impaired", alarmRule: 'ALARM("slow")' });

    expect(() => {
      cloud.delete(slow);
    }).toThrow("Cannot delete slow as there are composite alarm(s) depending on it. (used by impaired)");
    cloud.delete(composite);
    cloud.delete(slow);
  });

  it("names other alarms by ARN, too, and has one itself", () => {
    const cloud = inLocalCloud();
    const { computed } = metricAlarm(cloud, "slow");
    const composite = cloud.create(COMPOSITE, {
      alarmName: "impaired",
      alarmRule: `ALARM(${String(computed.arn)})`,
    });

    expect(cloud.outputs(composite)).toMatchObject({ arn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:impaired" });
    expect(cloud.create(COMPOSITE, { alarmName: "all", alarmRule: "ALARM(impaired)" }).id).toBe("all");
  });
});
