import { requireHealthy } from "../../../cli/live/running";
import type { EndpointAnswer } from "../../../cli/live/verification";
import type { LiveStatus } from "../../../localcloud/control-client";

const STATUS: LiveStatus = {
  speed: 1,
  now: 0,
  runtime: "",
  processors: { cores: 2, reserved: 0 },
  services: [],
  listeners: [],
  resources: [],
  traffic: [],
  alarms: [],
  authorityFile: "",
};

const MONITORING = "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-monitoring-grafana:1";
const CACHE = "arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:shop";

function endpoint(status: number): EndpointAnswer {
  const address = { url: "https://shop.example/api/health", host: "127.0.0.1", port: 1, authorityFile: undefined };
  return { address, status, problem: "", isHealthy: status < 400 };
}

function verified(status: number, ...absent: readonly string[]): Parameters<typeof requireHealthy>[0] {
  const resources = absent.map((resource) => ({ resource, runs: false, detail: "" }));
  return { endpoints: [endpoint(status)], status: { ...STATUS, resources } };
}

describe("requireHealthy", () => {
  it("takes endpoints that answer well", () => {
    expect(() => {
      requireHealthy(verified(200));
    }).not.toThrow();
  });

  it("refuses one that doesn't, whatever services don't run on this machine", () => {
    for (const absent of [[], [MONITORING]]) {
      expect(() => {
        requireHealthy(verified(503, ...absent));
      }).toThrow("https://shop.example/api/health is not healthy");
    }
  });

  it("takes one that can't answer well, since a store doesn't run on this machine", () => {
    expect(() => {
      requireHealthy(verified(503, MONITORING, CACHE));
    }).not.toThrow();
  });
});
