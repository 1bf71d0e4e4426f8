import type { AlertCases } from "../promtool";

const jobs = (outcome: string): string =>
  `jobs_processed_total{job="application",service="worker",instance="a",outcome="${outcome}"}`;
const visible = (queue: string): string =>
  `aws_sqs_approximate_number_of_messages_visible_maximum{job="cloudwatch",queue="${queue}"}`;
const age = (queue: string): string =>
  `aws_sqs_approximate_age_of_oldest_message_maximum{job="cloudwatch",queue="${queue}"}`;

export const QUEUES: AlertCases = {
  groups: ["jobs"],
  interval: "1m",
  cases: [
    {
      alert: "JobsFailing",
      story: "a fifth of the jobs fails",
      series: { [jobs("done")]: "0+8x60", [jobs("failed")]: "0+2x60" },
      silentAt: ["5m"],
      firesAt: { "12m": [{ service: "worker", severity: "warning" }] },
    },
    {
      alert: "JobsFailing",
      story: "a job fails three times among few; later there are none",
      series: { [jobs("done")]: "0+1x10 10x60", [jobs("failed")]: "0 1 1 2 2 3x60" },
      silentAt: ["8m", "15m", "30m"],
    },
    {
      alert: "JobsStalled",
      story: "items wait, and no job gets done",
      series: { [jobs("done")]: "0+5x10 50x60", [jobs("failed")]: "0x70", [visible("jobs")]: "20x70" },
      silentAt: ["15m", "20m"],
      firesAt: { "30m": [{ service: "worker", queue: "jobs", severity: "critical" }] },
    },
    {
      alert: "JobsStalled",
      story: "nothing waits, and nothing is done; before, items came and went",
      series: { [jobs("done")]: "0+5x10 50x60", [visible("jobs")]: "20x10 0x60" },
      silentAt: ["15m", "30m", "1h"],
    },
    {
      alert: "QueueItemsTooOld",
      story: "an item is older than a quarter of an hour",
      series: { [age("jobs")]: "0+60x60" },
      silentAt: ["15m", "20m"],
      firesAt: { "22m": [{ queue: "jobs", severity: "critical", team: "platform" }] },
    },
    {
      alert: "QueueItemsTooOld",
      story: "one late minute, and a queue that nobody used for hours",
      series: { [age("jobs")]: "10x10 1000x2 10x10 _x40" },
      silentAt: ["12m", "18m", "40m"],
    },
    {
      alert: "QueueTooLong",
      story: "more than 1000 items wait",
      series: { [visible("jobs")]: "0x5 1200x40" },
      silentAt: ["10m"],
      firesAt: { "12m": [{ queue: "jobs", severity: "warning" }] },
    },
    {
      alert: "QueueTooLong",
      story: "as many dead letters, and 1000 items",
      series: { [visible("jobs")]: "1000x40", [visible("jobs-dead-letters")]: "5000x40" },
      silentAt: ["12m", "30m"],
    },
    {
      alert: "DeadLetters",
      story: "an item is given up",
      series: { [visible("jobs-dead-letters")]: "0x5 1x30" },
      silentAt: ["5m"],
      firesAt: { "6m": [{ queue: "jobs-dead-letters", severity: "warning" }] },
    },
    {
      alert: "DeadLetters",
      story: "items wait in the queue itself, or nothing is known of the other",
      series: { [visible("jobs")]: "500x30" },
      silentAt: ["6m", "20m"],
    },
    {
      alert: "DeadLettersExpire",
      story: "a dead letter is older than eight days, and has two left of ten",
      series: { [age("jobs-dead-letters")]: "691000x5 691260x30" },
      silentAt: ["5m"],
      firesAt: { "7m": [{ queue: "jobs-dead-letters", severity: "critical" }] },
    },
    {
      alert: "DeadLettersExpire",
      story: "it is a day old",
      series: { [age("jobs-dead-letters")]: "86400x30", [age("jobs")]: "900000x30" },
      silentAt: ["7m", "20m"],
    },
  ],
};
