import { secret } from "../../../localcloud/model/pulumi-values";
import { Configurations } from "../../../localcloud/provider/configurations";

const [STACK, OTHER_STACK] = ["urn:pulumi:one::proofpix::", "urn:pulumi:other::proofpix::"];
const ACCOUNT = "123456789012";

function configured(): Configurations {
  const configurations = new Configurations(ACCOUNT);
  configurations.configure("connection 1", `${STACK}pulumi:providers:aws::default`, { region: "eu-west-1" });
  configurations.configure("connection 2", `${OTHER_STACK}pulumi:providers:aws::default`, { region: "eu-west-2" });
  return configurations;
}

describe("the region of a request", () => {
  it.each([
    ["its own, where it names one", "connection 1", STACK, { region: "eu-north-1" }, "eu-north-1"],
    ["that of its provider", "connection 1", "", {}, "eu-west-1"],
    ["that of its provider, not of its stack", "connection 2", STACK, {}, "eu-west-2"],
    ["that of its stack on an unknown connection", "connection 3", STACK, {}, "eu-west-1"],
    ["the latest one where nothing tells", "connection 3", "", {}, "eu-west-2"],
  ])("is %s", (_, connection, urn, inputs, region) => {
    expect(configured().regionOf(connection, `${urn}aws:ec2/vpc:Vpc::vpc`, inputs)).toBe(region);
  });

  it("is AWS's own default before anything was configured", () => {
    expect(new Configurations(ACCOUNT).regionOf("connection", "", {})).toBe("us-east-1");
  });
});

describe("the configuration of a provider", () => {
  it("is told by its connection, with its secrets opened", () => {
    const configurations = configured();
    configurations.configure("connection 3", STACK, {
      registryAuth: secret("[]"),
      nested: [{ password: secret("a") }],
    });

    expect(configurations.of("connection 3")).toEqual({ registryAuth: "[]", nested: [{ password: "a" }] });
    expect(configurations.of("connection 1")).toEqual({ region: "eu-west-1" });
    expect(configurations.of("connection 4")).toEqual({});
  });

  it.each([
    [{ allowedAccountIds: '["210987654321"]' }],
    [{ allowedAccountIds: ["210987654321"] }],
    [{ forbiddenAccountIds: `["${ACCOUNT}"]` }],
    [{ allowedAccountIds: secret('["210987654321"]') }],
  ])("is refused for another account: %j", (configuration) => {
    expect(() => {
      new Configurations(ACCOUNT).configure("connection", STACK, configuration);
    }).toThrow("AWS account ID not allowed: 123456789012 (allowedAccountIds)");
  });

  it("is taken for its own account", () => {
    const configurations = new Configurations(ACCOUNT);
    configurations.configure("connection", STACK, { allowedAccountIds: `["${ACCOUNT}"]` });

    expect(configurations.of("connection")).toEqual({ allowedAccountIds: `["${ACCOUNT}"]` });
  });
});
