import * as pulumi from "@pulumi/pulumi";
import { readConfiguration } from "../../../stacks/environment/configuration";
import { ownSettings } from "../../../stacks/configuration/read";
import { MINIMAL } from "../example-settings";

const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

/** Values as the engine hands them over: whatever is no text, as JSON. */
function asTheEngineDoes(settings: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(settings).map(([key, value]) => [
    `proofpix:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(texts) as Record<string, string>;
}

describe("ownSettings", () => {
  it("decodes what the engine hands over as text", () => {
    expect(
      ownSettings({
        "proofpix:minInstances": "3",
        "proofpix:autoScale": "true",
        "proofpix:region": "eu-west-1",
        "proofpix:allowedAccountIds": '["123456789012"]',
        "proofpix:services": '[{"name":"web","port":8080}]',
      }),
    ).toEqual({
      minInstances: 3,
      autoScale: true,
      region: "eu-west-1",
      allowedAccountIds: ["123456789012"],
      services: [{ name: "web", port: 8080 }],
    });
  });

  it("leaves texts alone that only look like JSON", () => {
    expect(ownSettings({ "proofpix:a": '"quoted"', "proofpix:b": "{broken", "proofpix:c": "" })).toEqual({
      a: '"quoted"',
      b: "{broken",
      c: "",
    });
  });

  it("leaves other namespaces alone", () => {
    expect(ownSettings({ "aws:region": "eu-west-1", "proofpixel:region": "x" })).toEqual({});
  });
});

describe("readConfiguration", () => {
  beforeEach(async () => {
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      "proofpix",
      "staging",
    );
  });

  afterEach(() => {
    pulumi.runtime.setAllConfig({});
    Reflect.deleteProperty(process.env, SECRET_KEYS);
  });

  it("reads the stack's configuration, and takes the stack's name for the environment's", () => {
    pulumi.runtime.setAllConfig(asTheEngineDoes(MINIMAL));

    expect(readConfiguration()).toMatchObject({
      environment: "staging",
      bounds: { minInstances: 2, maxInstances: 5 },
      network: MINIMAL.network,
    });
  });

  it("takes what `pulumi config set` writes, which is always text", () => {
    const texts = { minInstances: "2", maxInstances: "4", autoScale: "true", logRetentionDays: "30" };
    pulumi.runtime.setAllConfig(asTheEngineDoes({ ...MINIMAL, ...texts }));

    expect(readConfiguration()).toMatchObject({ bounds: { maxInstances: 4 }, autoScale: true, logRetentionDays: 30 });
  });

  it("refuses encrypted values without showing them", () => {
    pulumi.runtime.setAllConfig(asTheEngineDoes({ ...MINIMAL, region: "hunter2" }));
    process.env[SECRET_KEYS] = JSON.stringify(["proofpix:region", "aws:token"]);

    expect(readConfiguration).toThrow(
      /^(?!.*hunter2)the configuration of stack "staging" has 1 problem; .*\n.*encrypted/,
    );
  });
});
