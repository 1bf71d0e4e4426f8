import { duration, group, number, oneOf } from "./fields";

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
    }).default("3m"),
    percent: number(0.1, 100, {
      description:
        "Share of requests that a canary gets first (10 unless given), or that moves with each linear step (25 unless given).",
      changing,
      examples: [10],
    }).optional(),
    interval: duration(MINUTE, DAY, {
      description: "Time from a canary's first share to the rest, or between two linear steps; whole minutes.",
      changing,
      examples: ["5m"],
    }).default("5m"),
  },
  {
    description: "How this service is deployed (LB-5); only the strategy matters to a rolling one.",
    changing,
    examples: [{ strategy: "canary", percent: 5, interval: "10m" }],
  },
);
