import { alarmWindows as rule } from "../../../policies/rules/alarm-windows";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const GOOD = { period: 60, evaluationPeriods: 2, datapointsToAlarm: 2, treatMissingData: "notBreaching" };

function alarm(properties: TestResource["properties"] = {}, name = "web-cpu"): TestResource {
  return resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, { ...GOOD, ...properties });
}

function computed(evaluationPeriods: number, ...periods: unknown[]): TestResource {
  const metrics = periods.map((period, index) => ({ id: `m${index}`, metric: { metricName: "Requests", period } }));
  const metricQueries = [...metrics, { id: "result", expression: "m0", returnData: true }];
  return alarm({ period: undefined, datapointsToAlarm: undefined, evaluationPeriods, metricQueries });
}

const TWO_MINUTES = { windows: [{ alarm: "*-cpu", shortest: 120, longest: 120 }] };

describeRule(rule, {
  accepts: {
    "two minutes": { given: alarm() },
    "a value that is computed from metrics": { given: computed(5, 60, 60) },
    "an alarm of anomalies, whose period is the metric's": { given: computed(3, 300) },
  },
  refuses: {
    "a period that CloudWatch doesn't know": {
      given: alarm({ period: 90 }),
      violations: ["web-cpu: period is 90: CloudWatch has no periods of that length"],
    },
    "more bad datapoints than are looked at": {
      given: alarm({ datapointsToAlarm: 3 }),
      violations: ["web-cpu: datapointsToAlarm is 3: more datapoints would have to be bad than the 2"],
    },
    "too long a time": {
      given: alarm({ period: 86_400 }),
      violations: [
        "web-cpu: evaluationPeriods is 2: with periods of 86400 s the alarm looks at 172800 s, and tells too",
      ],
    },
    "a time that nobody can scale by": {
      given: alarm({ period: 86_400 }, "web-scale-up-cpu"),
      violations: ["web-scale-up-cpu: evaluationPeriods is 2: with periods of 86400 s the alarm looks at 172800 s"],
    },
    "a wrong period of a metric that is computed with": {
      given: computed(2, 60, 45),
      violations: ["web-cpu: metricQueries[1].metric.period is 45"],
    },
  },
  boundaries: {
    "the shortest time": { given: alarm({ period: 30 }) },
    "less than that": {
      given: alarm({ period: 20 }),
      violations: ["web-cpu: evaluationPeriods is 2: with periods of 20 s the alarm looks at 40 s, so that a moment"],
    },
    "the longest time": { given: alarm({ period: 43_200 }) },
    "a backup that doesn't come, for as long as CloudWatch looks back": {
      given: alarm({ period: 3600, evaluationPeriods: 168 }, "shop-backup-missing"),
    },
    "the times that the product scales by": {
      given: [
        alarm({}, "web-scale-up-cpu"),
        alarm({ evaluationPeriods: 3 }, "web-scale-up-queue-depth"),
        alarm({ evaluationPeriods: 15 }, "web-scale-down"),
      ],
    },
    "another time than the product scales by, which somebody set": {
      given: [
        alarm({ evaluationPeriods: 5 }, "web-scale-up-cpu"),
        alarm({ evaluationPeriods: 1, datapointsToAlarm: 1 }, "web-scale-up-memory"),
        alarm({ evaluationPeriods: 30 }, "web-scale-down"),
      ],
      remarks: [
        "web-scale-up-cpu: evaluationPeriods is 5: with periods of 60 s the alarm looks at 300 s, and tells too late; allowed: 120 s",
        "web-scale-up-memory: evaluationPeriods is 1: with periods of 60 s the alarm looks at 60 s, so that a moment",
        "web-scale-down: evaluationPeriods is 30: with periods of 60 s the alarm looks at 1800 s",
      ],
    },
    "an advised time behind one that holds": {
      given: alarm({ evaluationPeriods: 5 }),
      settings: {
        windows: [
          { alarm: "*", shortest: 60, longest: 600 },
          { alarm: "*-cpu", shortest: 120, longest: 120, advisory: true },
        ],
      },
    },
    "the time that is expected of the alarm": { given: alarm(), settings: TWO_MINUTES },
    "another one": {
      given: alarm({ evaluationPeriods: 3 }),
      settings: TWO_MINUTES,
      violations: ["web-cpu: evaluationPeriods is 3: with periods of 60 s the alarm looks at 180 s"],
    },
    "an alarm of which nothing is expected": { given: alarm({ period: 86_400 }), settings: { windows: [] } },
    "numbers as text": { given: alarm({ period: "60", evaluationPeriods: "2", datapointsToAlarm: "2" }) },
  },
  missing: {
    "no word on missing data": {
      given: alarm({ treatMissingData: undefined }),
      violations: ["web-cpu: treatMissingData is not set: without data the alarm goes to a state"],
    },
    "no datapoints, which are all": { given: alarm({ datapointsToAlarm: undefined }) },
    "no period, as with a query of Metrics Insights": {
      given: alarm({ period: undefined, metricQueries: [{ id: "q", expression: "SELECT 1", period: 60 }] }),
    },
  },
  unknown: {
    "an unknown period beside a wrong number": {
      given: alarm({ period: UNKNOWN, datapointsToAlarm: 3 }),
      violations: ["web-cpu: datapointsToAlarm is 3"],
      remarks: ["web-cpu: Not determinable yet: period isn't known"],
    },
    "unknown treatment of missing data": { given: alarm({ treatMissingData: UNKNOWN }) },
  },
  production: set(of("aws:cloudwatch/metricAlarm:MetricAlarm", "scale-up-cpu"), { period: 45 }),
});
