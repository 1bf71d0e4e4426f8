import type { AlertCases } from "../promtool";

const probe = (service: string, instance: string): string =>
  `probe_success{job="probe",covers="instance",path="/health",service="${service}",instance="${instance}"}`;

/** Probes come every 5 s. */
export const INSTANCES: AlertCases = {
  groups: ["instances"],
  interval: "5s",
  cases: [
    {
      alert: "InstanceDown",
      story: "an instance answers no more after 100 s",
      series: { [probe("enterprise", "a")]: "1x20 0x20", [probe("enterprise", "b")]: "1x40" },
      silentAt: ["1m55s"],
      firesAt: { "2m": [{ service: "enterprise", instance: "a", severity: "critical", team: "platform" }] },
    },
    {
      alert: "InstanceDown",
      story: "two probes fail, one is scaled in, one hasn't started yet",
      series: {
        [probe("enterprise", "a")]: "1x20 0x1 1x20",
        [probe("enterprise", "b")]: "1x20 stale",
        [probe("worker", "c")]: "0x40",
      },
      silentAt: ["1m45s", "1m50s", "1m55s", "2m", "2m10s", "3m"],
    },
    {
      alert: "InstancesMissing",
      story: "a task ends, and ECS forgets it before a probe fails",
      series: {
        [probe("enterprise", "a")]: "1x20 stale",
        [probe("enterprise", "b")]: "1x40",
        [probe("enterprise", "c")]: "1x40",
        [probe("worker", "a")]: "1x40",
        [probe("worker", "b")]: "1x40",
        [probe("worker", "c")]: "1x40",
      },
      silentAt: ["1m55s"],
      firesAt: { "2m": [{ service: "enterprise", severity: "critical" }] },
    },
    {
      alert: "InstancesMissing",
      story: "a service is scaled in to its minimum",
      series: Object.fromEntries(
        ["enterprise", "worker"].flatMap((service) =>
          ["a", "b", "c", "d"].map((instance) => [probe(service, instance), instance === "d" ? "1x20 stale" : "1x60"]),
        ),
      ),
      silentAt: ["1m55s", "2m", "2m30s", "4m"],
    },
  ],
};
