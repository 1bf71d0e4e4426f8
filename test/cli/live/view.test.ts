import fc from "fast-check";
import { type LiveSnapshot, viewLines } from "../../../cli/live/view";
import { START } from "../../localcloud/behaviour/support/deployed";
import { runningTask } from "../../localcloud/runtimes/support/sample-tasks";

const LISTENER = {
  urn: "urn:pulumi:production::proofpix::aws:lb/listener:Listener::https",
  ...{ loadBalancerArn: "lb", loadBalancerName: "shop", dnsName: "shop.elb.amazonaws.com", listenerArn: "listener" },
  ...{ protocol: "HTTPS", port: 443, host: "127.0.0.1", localPort: 8443, domains: ["proofpix.com"] },
};
const SERVICE = {
  arn: "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
  name: "web",
  urn: "urn:pulumi:production::proofpix::aws:ecs/service:Service::web",
  ...{ desired: 2, running: 1, pending: 1, isSteady: false, stopped: [] },
};

function snapshot(other: Partial<LiveSnapshot["status"]> = {}): LiveSnapshot {
  const event = { at: START, source: "ecs", subject: SERVICE.arn };
  return {
    environment: "production",
    healthUrls: ["https://proofpix.com/health"],
    status: {
      ...{ speed: 1, now: START, runtime: "", resources: [], alarms: [], authorityFile: "/root.pem" },
      processors: { cores: 2, reserved: 2 },
      listeners: [LISTENER],
      services: [SERVICE],
      traffic: [{ loadBalancerArn: "lb", requestsPerSecond: 12.34, failuresPerSecond: 0, p50: 0.01, p95: 0.2 }],
      ...other,
    },
    tasks: [runningTask("1", { lastStatus: "RUNNING" }), runningTask("2", { lastStatus: "STOPPED" })],
    targets: [],
    events: ["one", "two", "three"].map((message) => ({ ...event, message })),
  };
}

describe("the view of an environment that runs", () => {
  it("shows its address, traffic, services, tasks, alarms and events", () => {
    const text = viewLines(snapshot(), { columns: 200, rows: 50 }).join("\n");

    expect(text).toContain("production  12:00:00 UTC  real time");
    expect(text).toContain("--resolve proofpix.com:8443:127.0.0.1 https://proofpix.com:8443/health");
    expect(text).toContain("shop: 12.3 requests/s, 0.0 failed/s, half within 10 ms, 95 % within 200 ms");
    expect(text).toMatch(/^web +1 of 2 +1/m);
    expect(text).toContain("tasks: 1 RUNNING\ntargets: none\nno alarm rings");
    expect(text).toContain("12:00:00  ecs  web  three");
  });

  it("tells the speed, alarms that ring, and services that don't run here", () => {
    const alarm = { arn: "", region: "", name: "cpu-high", state: "ALARM" as const, reason: "Threshold Crossed" };
    const alarms = [{ ...alarm, updatedAt: START, transitionedAt: START }];
    const text = viewLines(snapshot({ speed: 10, alarms, services: [{ ...SERVICE, notRun: "no engine" }] }), {
      columns: 200,
      rows: 50,
    }).join("\n");

    expect(text).toContain("10 times as fast as real time");
    expect(text).toContain("ALARM cpu-high: Threshold Crossed");
    expect(text).toContain("no service runs\n1 more don't run here");
  });

  it("tells what CPU metrics are measured against where tasks reserve more than the machine has", () => {
    const text = viewLines(snapshot({ processors: { cores: 2, reserved: 4.5 } }), { columns: 200, rows: 50 }).join(
      "\n",
    );

    expect(text).toContain("tasks reserve 4.5 vCPU, this machine has 2 cores: 100 % is a task's share of these");
    expect(viewLines(snapshot(), { columns: 200, rows: 50 }).join("\n")).not.toContain("vCPU");
  });

  it("keeps the newest events where not all fit", () => {
    const full = viewLines(snapshot(), { columns: 200, rows: 50 });
    const lines = viewLines(snapshot(), { columns: 200, rows: full.length - 2 });

    expect(lines.at(-1)).toContain("three");
    expect(lines.filter((line) => line.includes("  ecs  "))).toHaveLength(1);
  });

  it("never has more lines, or longer ones, than the terminal has room for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 60 }), (columns, rows) => {
        const lines = viewLines(snapshot(), { columns, rows });

        expect(lines.length).toBeLessThanOrEqual(rows);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
