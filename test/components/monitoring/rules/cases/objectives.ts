import type { AlertCases } from "../promtool";

const requests = (status: number, route = "/api/proofs"): string =>
  `http_requests_total{job="application",service="enterprise",instance="a",method="GET",route="${route}",status="${status}"}`;
const durations = (part: string, bound = ""): string =>
  `http_request_duration_seconds_${part}{job="application",service="enterprise",instance="a",method="GET",route="/api/proofs"${bound === "" ? "" : `,le="${bound}"`}}`;

/** Requests a minute, of which so many are answered within 2 s, as Prometheus 2 or 3 writes that bound. */
const answered = (all: string, fast: string, bound: "2" | "2.0" = "2") => ({
  [requests(200)]: all,
  [durations("count")]: all,
  [durations("bucket", bound)]: fast,
});

/** 600 requests a minute, of which so many fail, for so many minutes. */
const failing = (failed: number, minutes: number) => ({
  [requests(200)]: `0+${600 - failed}x${minutes}`,
  [requests(500)]: `0+${failed}x${minutes}`,
});

export const OBJECTIVES: AlertCases = {
  groups: ["objectives"],
  interval: "1m",
  cases: [
    {
      alert: "AvailabilityBudgetBurnsFast",
      story: "six hours are well, then 5 % of the requests fail: 1.44 % of the last hour after 18 minutes",
      series: { [requests(200)]: "0+600x360 216570+570x60", [requests(500)]: "0x360 30+30x60" },
      silentAt: ["6h", "6h15m"],
      firesAt: { "6h25m": [{ service: "enterprise", window: "1h", objective: "availability", severity: "critical" }] },
    },
    {
      alert: "AvailabilityBudgetBurnsFast",
      story: "1 % of the requests fails: too little for the hour, too much for six",
      series: failing(6, 90),
      firesAt: { "1h20m": [{ service: "enterprise", window: "6h", severity: "critical" }] },
    },
    {
      alert: "AvailabilityBudgetBurnsFast",
      story: "one of a few requests fails now and then, at night",
      series: { [requests(200)]: "0+2x90", [requests(500)]: "0x20 1x30 2x40" },
      silentAt: ["21m", "51m", "1h20m"],
    },
    {
      alert: "AvailabilityBudgetBurnsFast",
      story: "the errors are over, which the short windows tell at once",
      series: { [requests(200)]: "0+500x20 10600+600x70", [requests(500)]: "0+100x20 2000x70" },
      silentAt: ["55m"],
    },
    {
      alert: "AvailabilityBudgetBurnsFast",
      story: "probes of an instance that drains get 503, and nobody sends requests",
      series: {
        [requests(503, "/health")]: "0+30x60",
        [requests(503, "/api/health")]: "0+30x60",
        [requests(200)]: "5x60",
      },
      silentAt: ["10m", "30m", "1h"],
    },
    {
      alert: "AvailabilityBudgetBurnsSlowly",
      story: "0.4 % of the requests fail: four times what is allowed",
      series: { [requests(200)]: "0+996x120", [requests(500)]: "0+4x120" },
      firesAt: {
        "2h": [
          { window: "1d", severity: "warning" },
          { window: "3d", severity: "warning" },
        ],
      },
    },
    {
      alert: "AvailabilityBudgetBurnsSlowly",
      story: "0.05 % of the requests fail: half of what is allowed",
      series: { [requests(200)]: "0+1999x120", [requests(500)]: "0+1x120" },
      silentAt: ["30m", "2h"],
    },
    {
      alert: "LatencyBudgetBurnsFast",
      story: "an hour is well, then all requests are slow: 72 % of the last hour after 43 minutes",
      series: answered("0+600x120", "0+600x60 36000x60"),
      silentAt: ["1h10m"],
      firesAt: {
        "1h50m": [
          { window: "1h", objective: "latency", severity: "critical" },
          { window: "6h", objective: "latency", severity: "critical" },
        ],
      },
    },
    {
      alert: "LatencyBudgetBurnsFast",
      story: "20 % are slow, which a page isn't worth; the bound is written as Prometheus 3 does",
      series: answered("0+600x120", "0+480x120", "2.0"),
      silentAt: ["30m", "2h"],
    },
    {
      alert: "LatencyBudgetBurnsSlowly",
      story: "20 % are slow; the bound is written as Prometheus 3 does",
      series: answered("0+600x120", "0+480x120", "2.0"),
      firesAt: {
        "2h": [
          { window: "1d", severity: "warning" },
          { window: "3d", severity: "warning" },
        ],
      },
    },
    {
      alert: "LatencyBudgetBurnsSlowly",
      story: "3 % are slow, of the 5 % that may be",
      series: answered("0+600x120", "0+582x120"),
      silentAt: ["30m", "2h"],
    },
    {
      alert: "HighErrorRatio",
      story: "10 % of the requests fail",
      series: failing(60, 30),
      silentAt: ["5m"],
      firesAt: { "8m": [{ service: "enterprise", severity: "critical" }] },
    },
    {
      alert: "HighErrorRatio",
      story: "4 % fail; then nobody sends requests",
      series: { [requests(200)]: "0+576x15 8640x30", [requests(500)]: "0+24x15 360x30" },
      silentAt: ["8m", "15m", "25m"],
    },
    {
      alert: "HighErrorRatio",
      story: "half of two requests a minute fail",
      series: { [requests(200)]: "0+1x30", [requests(500)]: "0+1x30" },
      silentAt: ["8m", "20m"],
    },
    {
      alert: "SlowResponses",
      story: "10 % are slow, of the 5 % that may be",
      series: answered("0+600x30", "0+540x30"),
      silentAt: ["10m"],
      firesAt: { "13m": [{ service: "enterprise", severity: "warning" }] },
    },
    {
      alert: "SlowResponses",
      story: "4 % are slow, and for five minutes all; then nobody sends requests",
      series: answered("0+600x15 9000x30", "0+576x10 5760x35"),
      silentAt: ["13m", "16m", "25m"],
    },
  ],
};
