import {
  everywhere,
  MANDATORY_FROM_STAGING,
  matches,
  resourceRule,
  type Finding,
  type Reader,
  type ResourceView,
} from "../core";
import { METRIC_ALARM } from "./shared/alarms";
import { missing } from "./shared/properties";

/** The time for which alarms have to see something before they ring. */
interface ExpectedWindow {
  /** Logical names of the alarms; `*` stands for any text. */
  readonly alarm: string;
  /** Shortest time, in seconds. */
  readonly shortest: number;
  /** Longest time, in seconds. */
  readonly longest: number;
  /** Whether another time is only a remark. @default false */
  readonly advisory?: boolean;
}

interface Settings {
  /** The first required window that fits an alarm is checked, and so is the first advised one. */
  readonly windows: readonly ExpectedWindow[];
}

/** Longer than a moment, and short enough to be of use within a day. */
const ANY: ExpectedWindow = { alarm: "*", shortest: 60, longest: 86_400 };

/**
 * As long as CloudWatch looks back (Amazon CloudWatch API Reference, PutMetricAlarm): an alarm of backups that don't
 * come waits for the schedule, which may be daily, and for a backup that begins late and takes long.
 */
const WITHOUT_BACKUP: ExpectedWindow = { alarm: "*-backup-missing", shortest: 3600, longest: 604_800 };

/**
 * The product's default windows: up by SC-1 to SC-4; down while all triggers are quiet, for the longest of their
 * windows (SC-6 to SC-9). An environment's configuration may set other windows on purpose, so those are only a remark.
 */
const WINDOWS: readonly ExpectedWindow[] = [
  { alarm: "*-scale-up-cpu", shortest: 120, longest: 120, advisory: true },
  { alarm: "*-scale-up-memory", shortest: 120, longest: 120, advisory: true },
  { alarm: "*-scale-up-response-time", shortest: 300, longest: 300, advisory: true },
  { alarm: "*-scale-up-queue-depth", shortest: 180, longest: 180, advisory: true },
  { alarm: "*-scale-down", shortest: 600, longest: 900, advisory: true },
  WITHOUT_BACKUP,
  ANY,
];

export const alarmWindows = resourceRule<Settings>({
  name: "alarm-windows",
  title: "Alarms look at a window of a useful length",
  description:
    "A CloudWatch alarm's periods have a length that CloudWatch accepts, and together cover the expected time; it " +
    "demands no more breaching periods than it has; and it says what missing data means.",
  why:
    "An alarm over too short a time rings at every peak; one over too long a time rings after the customers have " +
    "noticed. Without a setting for missing data, an alarm changes to INSUFFICIENT_DATA, in which it tells nobody " +
    "anything.",
  fix:
    "Set `period` to 10, 20, 30 or a multiple of 60, `evaluationPeriods` so that both together give the time wanted, " +
    "`datapointsToAlarm` to no more than that, and `treatMissingData`; or change `windows` in the configuration of the pack.",
  severity: "medium",
  requirements: ["SC-1", "SC-2", "SC-3", "SC-4", "SC-6", "SC-7", "SC-8", "SC-9"],
  references: [
    {
      title: "Amazon CloudWatch API Reference, PutMetricAlarm",
      url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    },
  ],
  types: [METRIC_ALARM],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      windows: {
        type: "array",
        description:
          "How long alarms look before they sound, by their logical names; the first that fits counts, and the first one that is only advised before it",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["alarm", "shortest", "longest"],
          properties: {
            alarm: { type: "string", minLength: 1, description: "Logical name; `*` stands for any text" },
            shortest: { type: "integer", minimum: 10, description: "Shortest time, in seconds" },
            longest: { type: "integer", minimum: 10, description: "Longest time, in seconds" },
            advisory: { type: "boolean", description: "Whether another time is only remarked on" },
          },
        },
      },
    },
    defaults: everywhere({ windows: WINDOWS }),
    unconfigured: { windows: [ANY] },
  },
  check(alarm, { windows }) {
    const periods = periodsOf(alarm);
    const [longest] = periods;
    return [
      ...periods.flatMap(invalidPeriod),
      ...(longest === undefined ? [] : wrongWindows(alarm, longest, windows)),
      ...tooManyDatapoints(alarm),
      ...missingDataUnsaid(alarm),
    ];
  },
});

/** A known period, and the property that sets it. */
interface Period {
  readonly property: string;
  readonly seconds: number;
}

/** The alarm's own period, or those of the metrics from which it computes its value, the longest first. */
function periodsOf(alarm: ResourceView): readonly Period[] {
  const queried = alarm
    .each("metricQueries")
    .flatMap((query) => [...periodAt(query, "metric.period"), ...periodAt(query, "period")]);
  return [...periodAt(alarm, "period"), ...queried].sort((one, other) => other.seconds - one.seconds);
}

function periodAt(reader: Reader, path: string): Period[] {
  const period = reader.number(path);
  const property = reader.path === "" ? path : `${reader.path}.${path}`;
  return period.known && period.value !== undefined ? [{ property, seconds: period.value }] : [];
}

function invalidPeriod({ property, seconds }: Period): Finding[] {
  if ([10, 20, 30].includes(seconds) || (seconds >= 60 && seconds % 60 === 0)) return [];
  return [
    {
      property,
      value: seconds,
      problem: "CloudWatch has no periods of that length",
      allowed: "10, 20, 30 and multiples of 60",
      fix: `set it to ${Math.max(60, Math.round(seconds / 60) * 60)}`,
    },
  ];
}

/** The bounds that an alarm's time violates, or else the advised time from which it differs. */
function wrongWindows(alarm: ResourceView, period: Period, windows: readonly ExpectedWindow[]): Finding[] {
  const fitting = windows.filter((window) => matches(window.alarm, alarm.name));
  const firstOf = (advisory: boolean) => fitting.find((window) => (window.advisory ?? false) === advisory);
  const [required, advised] = [firstOf(false), firstOf(true)];
  const violations = required === undefined ? [] : wrongWindow(alarm, period, required);
  if (violations.length > 0 || advised === undefined) return violations;
  const isHidden = required !== undefined && fitting.indexOf(required) < fitting.indexOf(advised);
  return isHidden ? [] : wrongWindow(alarm, period, advised).map((finding) => ({ ...finding, level: "advisory" }));
}

function wrongWindow(alarm: ResourceView, period: Period, { shortest, longest }: ExpectedWindow): Finding[] {
  const count = alarm.number("evaluationPeriods");
  if (!count.known || count.value === undefined) return [];
  const seconds = period.seconds * count.value;
  if (seconds >= shortest && seconds <= longest) return [];
  return [
    {
      property: "evaluationPeriods",
      value: count.value,
      problem: `with periods of ${period.seconds} s the alarm looks at ${seconds} s, ${seconds < shortest ? "so that a moment sets it off" : "and tells too late"}`,
      allowed: shortest === longest ? `${longest} s together` : `${shortest} to ${longest} s together`,
      fix: "change it or the period, or windows in the environment's configuration of the pack",
    },
  ];
}

function tooManyDatapoints(alarm: ResourceView): Finding[] {
  const [datapoints, periods] = [alarm.number("datapointsToAlarm"), alarm.number("evaluationPeriods")];
  if (!datapoints.known || !periods.known || datapoints.value === undefined || periods.value === undefined) return [];
  if (datapoints.value <= periods.value) return [];
  return [
    {
      property: "datapointsToAlarm",
      value: datapoints.value,
      problem: `more datapoints would have to be bad than the ${periods.value} that the alarm looks at`,
      allowed: `1 to ${periods.value}`,
      fix: `set it to ${periods.value} or less`,
    },
  ];
}

function missingDataUnsaid(alarm: ResourceView): Finding[] {
  return missing(alarm, {
    property: "treatMissingData",
    problem: "without data the alarm goes to a state in which it tells nobody anything",
    allowed: "notBreaching, breaching, ignore or missing",
    fix: "set it to breaching where silence is a failure, else to notBreaching",
  });
}
