import * as pulumi from "@pulumi/pulumi";
import { run } from "../../../stacks/environment";
import { deploy, type Registered } from "../../support/deploy";
import { MINIMAL } from "../example-settings";

afterEach(() => {
  pulumi.runtime.setAllConfig({});
});

/** What the program registers with these settings, and the error with which it ends. */
async function runWith(settings: Record<string, unknown>): Promise<{ resources: Registered[]; error: unknown }> {
  let error: unknown;
  const resources = await deploy(() => {
    const texts = Object.entries(settings).map(([key, value]) => [`proofpix:${key}`, JSON.stringify(value)]);
    pulumi.runtime.setAllConfig(Object.fromEntries(texts) as Record<string, string>);
    try {
      run();
    } catch (thrown) {
      error = thrown;
    }
  });
  return { resources, error };
}

describe("run", () => {
  it.each([
    ["a value", { minInstances: 0 }],
    ["a size that Fargate has not", { services: [{ name: "web", cpu: "1000m", memory: "512Mi" }] }],
    ["a route that hides another", { services: [{ name: "web" }, { name: "api" }] }],
    ["an address range", { network: { ...MINIMAL.network, cidrBlock: "8.8.0.0/16" } }],
    ["an image", { image: "registry.proofpix.com/proofpix/enterprise:latest" }],
    ["a recipient", { alarmRecipients: ["nobody@nowhere"] }],
    ["a domain", { domain: { name: "app.proofpix.com", hostedZone: "example.com" } }],
  ])("registers nothing when %s is wrong", async (_what, wrong) => {
    const { resources, error } = await runWith({ ...MINIMAL, ...wrong });

    expect(error).toMatchObject({ name: "ConfigurationError" });
    expect(resources).toEqual([]);
  });
});
