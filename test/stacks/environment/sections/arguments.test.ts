import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { alarmTopicArgs } from "../../../../stacks/environment/sections/alarm-topics";
import { containerImageArgs } from "../../../../stacks/environment/sections/images";
import { loadBalancerArgs } from "../../../../stacks/environment/sections/load-balancer";
import { networkArgs } from "../../../../stacks/environment/sections/network";
import { MINIMAL } from "../../example-settings";

const DEPENDENCIES = {
  accountId: "123456789012",
  key: { keyArn: "key" },
  alarmTopics: { critical: ["pager"], warning: ["mail"] },
  network: {
    vpcId: "vpc-1",
    cidrBlock: "10.20.0.0/16",
    publicSubnetIds: ["subnet-a", "subnet-b"],
    privateSubnetIds: ["subnet-c", "subnet-d"],
  },
};

function configured(overrides: Record<string, unknown> = {}) {
  return parseConfiguration({ ...MINIMAL, ...overrides }, "staging");
}

describe("networkArgs", () => {
  it("passes on what the configuration says of the network", () => {
    const network = { ...MINIMAL.network, natGateways: "single", interfaceEndpoints: true };

    expect(networkArgs(configured({ network, logRetentionDays: 30 }), DEPENDENCIES)).toMatchObject({
      ...network,
      flowLogRetentionDays: 30,
      logKeyArn: "key",
      tags: { Environment: "staging" },
    });
  });
});

describe("alarmTopicArgs", () => {
  it.each([["critical"], ["warning"]] as const)("sends %s alarms to the recipients", (severity) => {
    const configuration = configured({ alarmRecipients: ["operations@proofpix.com"] });

    expect(alarmTopicArgs(severity, configuration, DEPENDENCIES)).toMatchObject({
      accountId: "123456789012",
      kmsKeyArn: "key",
      emailRecipients: ["operations@proofpix.com"],
    });
  });

  it("sends warnings to those who are named for them, if anybody is", () => {
    const alarmRecipients = ["on-call@proofpix.com"];
    const named = configured({ alarmRecipients, warningRecipients: ["team@proofpix.com"] });

    expect(alarmTopicArgs("critical", named, DEPENDENCIES).emailRecipients).toEqual(["on-call@proofpix.com"]);
    expect(alarmTopicArgs("warning", named, DEPENDENCIES).emailRecipients).toEqual(["team@proofpix.com"]);
  });
});

describe("loadBalancerArgs", () => {
  it("stands in the public subnets, with a target for the service and its logs kept", () => {
    expect(loadBalancerArgs(configured({ logRetentionDays: 30 }), DEPENDENCIES)).toMatchObject({
      vpcId: "vpc-1",
      vpcCidrBlock: "10.20.0.0/16",
      subnetIds: ["subnet-a", "subnet-b"],
      targets: {
        enterprise: {
          port: 3000,
          healthCheck: { path: "/health", interval: "30s", timeout: "5s", unhealthyThreshold: 3 },
          routing: undefined,
          stickiness: undefined,
        },
      },
      accessLogRetentionDays: 30,
      webFirewall: { logRetentionDays: 30 },
      alarmActions: { critical: ["pager"], warning: ["mail"] },
    });
  });

  it("passes on ip-hash, and with it no firewall (LB-1)", () => {
    const configuration = configured({ algorithm: "ip-hash", domain: { name: "app.proofpix.com" } });

    expect(loadBalancerArgs(configuration, DEPENDENCIES)).toMatchObject({ algorithm: "ip-hash", webFirewall: false });
  });

  it("passes on domain and certificate (LB-4)", () => {
    const domain = { name: "app.proofpix.com", alternativeNames: ["*.app.proofpix.com"], hostedZone: "proofpix.com" };
    const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e";

    expect(loadBalancerArgs(configured({ domain, certificateArn }), DEPENDENCIES)).toMatchObject({
      domain,
      certificateArn,
    });
  });
});

describe("containerImageArgs", () => {
  it.each([
    [undefined, /check proofpix:image, .*name a secret in proofpix:registryCredentials/],
    [{ username: "reader", password: "hidden" }, /check proofpix:image, .*the secret of proofpix:registryCredentials/],
  ])("names the keys that mend a refusal (credentials: %j)", (credentials, remedy) => {
    const { source } = containerImageArgs("registry.proofpix.com/proofpix/enterprise:1.0.0", credentials);

    expect(source).toMatchObject({ kind: "existing", remedy: expect.stringMatching(remedy) as string });
    expect(source).toMatchObject({ remedy: expect.not.stringContaining("hidden") as string });
  });
});
