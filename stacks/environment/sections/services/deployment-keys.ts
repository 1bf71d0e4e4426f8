import { DEPLOYMENT_DEFAULTS } from "../../../../components/container-service/deployment";
import { duration, group, number, oneOf } from "../../../configuration/schema/fields";

const changing = "nothing by itself; the next deployment takes the new way";
const MINUTE = 60;
const DAY = 86_400;

export const STRATEGIES = ["rolling", "blue-green", "canary", "linear"] as const;

export const deployment = group(
  {
    strategy: oneOf(STRATEGIES, {
      description: "How new instances of this service take over; the environment's way unless given.",
      changing,
    }).optional(),
    bakeTime: duration(MINUTE, DAY, {
      description:
        "How long both revisions run after the last shift, so that a rollback takes seconds; whole minutes, which an `up` waits. Alarms on errors and health need up to 5m to sound, the one on response time 8m.",
      changing: `${changing}; both revisions are paid for meanwhile`,
      examples: ["8m"],
    }).default(DEPLOYMENT_DEFAULTS.bakeTime),
    canaryPercent: number(0.1, 100, {
      description: "Share of requests, in percent, that a canary gets first.",
      changing,
      examples: [10],
      formerName: "percent",
    }).default(DEPLOYMENT_DEFAULTS.canaryPercent),
    canaryBakeTime: duration(MINUTE, DAY, {
      description: "Time from a canary's first share of requests to the rest; whole minutes.",
      changing,
      examples: ["5m"],
      formerName: "interval",
    }).default(DEPLOYMENT_DEFAULTS.canaryBakeTime),
    stepPercent: number(0.1, 100, {
      description: "Share of requests, in percent, that moves with each step of a linear deployment.",
      changing,
      examples: [25],
      formerName: "percent",
    }).default(DEPLOYMENT_DEFAULTS.stepPercent),
    stepBakeTime: duration(MINUTE, DAY, {
      description: "Time between two steps of a linear deployment; whole minutes.",
      changing,
      examples: ["5m"],
      formerName: "interval",
    }).default(DEPLOYMENT_DEFAULTS.stepBakeTime),
  },
  {
    description: "How this service is deployed (LB-5); only the strategy matters to a rolling one.",
    changing,
    examples: [{ strategy: "canary", canaryPercent: 5, canaryBakeTime: "10m" }],
  },
);
