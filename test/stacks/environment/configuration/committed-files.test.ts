import { parseConfiguration } from "../../../../stacks/environment/configuration";
import type { Configuration } from "../../../../stacks/environment/sections";
import { containsBlock, parseCidrBlock } from "../../../../components/network/cidr-block";
import { committedSettings, ENVIRONMENTS } from "../../example-settings";

const configurations = ENVIRONMENTS.map((environment) =>
  parseConfiguration(committedSettings(environment), environment),
);

function each<Value>(value: (configuration: Configuration) => Value): Value[] {
  return configurations.map(value);
}

describe("the committed environments", () => {
  it.each([
    ["development", { minInstances: 1, maxInstances: 2 }, false],
    ["staging", { minInstances: 2, maxInstances: 5 }, true],
    ["production", { minInstances: 3, maxInstances: 20 }, true],
  ])("%s has %j instances, autoscaling %p (ENV-1..3)", (name, bounds, autoScale) => {
    const configuration = configurations.find(({ environment }) => environment === name);

    expect(configuration).toMatchObject({ bounds, autoScale });
    expect(configuration?.services[0]).toMatchObject({ name: "enterprise", scaling: bounds });
  });

  it("share no address (ENV-4)", () => {
    const blocks = each(({ network }) => parseCidrBlock(network.cidrBlock));
    const overlapping = blocks.filter((block, index) =>
      blocks.some((other, at) => at !== index && (containsBlock(block, other) || containsBlock(other, block))),
    );

    expect(overlapping).toEqual([]);
  });

  it("share no domain (ENV-4)", () => {
    expect(each(({ domain }) => domain?.name)).toEqual([
      "development.proofpix.com",
      "staging.proofpix.com",
      "app.proofpix.com",
    ]);
  });

  it("refuse every account but their own (ENV-4)", () => {
    expect(each(({ allowedAccountIds }) => allowedAccountIds)).toEqual(Array(3).fill(["123456789012"]));
  });

  it("spread production over three zones, none of which takes the others' way out along", () => {
    expect(each(({ network }) => [network.availabilityZones.length, network.natGateways])).toEqual([
      [2, "single"],
      [2, "single"],
      [3, "one-per-zone"],
    ]);
  });

  it("run the product as it is sold, with alarms that reach people (CO-1..3, HC-1..2)", () => {
    for (const { services, recipients } of configurations) {
      expect(services[0]).toMatchObject({
        name: "enterprise",
        image: "registry.proofpix.com/proofpix/enterprise:1.0.0",
        cpu: "1000m",
        memory: "2Gi",
        storage: "10Gi",
        environment: { NODE_ENV: "production", LOG_LEVEL: "info" },
        healthCheck: { path: "/health", interval: "30s", timeout: "5s", unhealthyThreshold: 3 },
      });
      expect(recipients).toEqual({ critical: ["operations@proofpix.com"], warning: ["operations@proofpix.com"] });
    }
  });

  it("roll in development, and deploy blue-green elsewhere (LB-5)", () => {
    expect(each(({ services }) => services.map(({ deployment }) => deployment.strategy))).toEqual([
      ["rolling", "rolling"],
      ["blue-green", "rolling"],
      ["blue-green", "rolling"],
    ]);
  });

  it("have the product send jobs, and workers of the same image take them (SC-4)", () => {
    for (const { services, queues } of configurations) {
      const [enterprise, worker] = services;
      expect(queues.map(({ name }) => name)).toEqual(["jobs"]);
      expect(enterprise).toMatchObject({ sendsTo: ["jobs"] });
      expect(worker).toMatchObject({
        name: "worker",
        worker: true,
        image: enterprise?.image,
        command: ["node", "dist/worker.js"],
        consumes: "jobs",
        uses: ["database"],
      });
    }
  });

  it("run on EC2 instances", () => {
    expect(each(({ capacity }) => capacity)).toEqual(["ec2", "ec2", "ec2"]);
  });

  it("protect production alone", () => {
    expect(each(({ protect }) => protect)).toEqual([false, false, true]);
  });
});
