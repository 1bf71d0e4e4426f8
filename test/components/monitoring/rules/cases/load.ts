import type { AlertCases } from "../promtool";

const cpu = (service: string, instance: string): string =>
  `process_cpu_seconds_total{job="application",service="${service}",instance="${instance}"}`;
const memory = (instance: string): string =>
  `process_resident_memory_bytes{job="application",service="enterprise",instance="${instance}"}`;
const duration = (part: string): string =>
  `http_request_duration_seconds_${part}{job="application",service="enterprise",instance="a",method="GET",route="/api/proofs"}`;
const queue = 'aws_sqs_approximate_number_of_messages_visible_maximum{job="cloudwatch",queue="jobs"}';
const probe = (instance: number): string =>
  `probe_success{job="probe",covers="instance",path="/health",service="worker",instance="${instance}"}`;
const instances = (count: number, samples: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [probe(index), samples]));

const GIBIBYTE = 1024 ** 3;

export const LOAD: AlertCases = {
  groups: ["services"],
  interval: "30s",
  cases: [
    {
      alert: "CpuStaysHigh",
      story: "80 % of a CPU, on average, for more than a quarter of an hour",
      series: { [cpu("enterprise", "a")]: "0+27x60", [cpu("enterprise", "b")]: "0+21x60" },
      silentAt: ["10m", "15m"],
      firesAt: { "17m": [{ service: "enterprise", severity: "warning" }] },
    },
    {
      alert: "CpuStaysHigh",
      story: "ten minutes until scaling has helped; one of two instances is busy, and the other isn't",
      series: {
        [cpu("worker", "a")]: "0+15x20 303+3x40",
        [cpu("enterprise", "a")]: "0+30x60",
        [cpu("enterprise", "b")]: "0+3x60",
      },
      silentAt: ["9m", "12m", "17m", "25m"],
    },
    {
      alert: "MemoryStaysHigh",
      story: "90 % of what the tasks have",
      series: { [memory("a")]: `${1.8 * GIBIBYTE}x60`, [memory("b")]: `${1.8 * GIBIBYTE}x60` },
      silentAt: ["14m"],
      firesAt: { "15m30s": [{ service: "enterprise", severity: "warning" }] },
    },
    {
      alert: "MemoryStaysHigh",
      story: "90 % of one of two tasks",
      series: { [memory("a")]: `${1.8 * GIBIBYTE}x60`, [memory("b")]: `${GIBIBYTE}x60` },
      silentAt: ["16m", "25m"],
    },
    {
      alert: "ResponseTimeStaysHigh",
      story: "3 s on average",
      series: { [duration("sum")]: "0+300x60", [duration("count")]: "0+100x60" },
      silentAt: ["14m"],
      firesAt: { "16m": [{ service: "enterprise", severity: "warning" }] },
    },
    {
      alert: "ResponseTimeStaysHigh",
      story: "slow for five minutes, then no requests at all",
      series: { [duration("sum")]: "0+300x10 3000x60", [duration("count")]: "0+100x10 1000x60" },
      silentAt: ["5m", "10m", "16m", "25m"],
    },
    {
      alert: "QueueStaysLong",
      story: "150 items wait",
      series: { [queue]: "150x60" },
      silentAt: ["14m"],
      firesAt: { "15m30s": [{ service: "worker", queue: "jobs", severity: "warning" }] },
    },
    {
      alert: "QueueStaysLong",
      story: "150 items wait for ten minutes, and 100 are no more than scale it up",
      series: { [queue]: "150x20 100x60" },
      silentAt: ["10m", "16m", "25m"],
    },
    {
      alert: "AtMaximumInstances",
      story: "ten instances run, as many as there may be",
      series: instances(10, "1x60"),
      silentAt: ["14m"],
      firesAt: { "15m30s": [{ service: "worker", severity: "warning" }] },
    },
    {
      alert: "AtMaximumInstances",
      story: "nine instances run, and ten for ten minutes",
      series: { ...instances(9, "1x60"), [probe(9)]: "1x20 stale" },
      silentAt: ["10m", "16m", "25m"],
    },
  ],
};
