import { instanceMetadataV2 as rule } from "../../../policies/rules/instance-metadata-v2";
import { describeRule, judge, resource, secret, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function template(metadataOptions?: unknown, rest: TestResource["properties"] = {}): TestResource {
  return resource("aws:ec2/launchTemplate:LaunchTemplate", "instances", { metadataOptions, ...rest });
}

describeRule(rule, {
  accepts: {
    "version 2 alone": { given: template({ httpTokens: "required", httpPutResponseHopLimit: 1 }) },
    "an instance, which may take it from its template": {
      given: [
        resource("aws:ec2/instance:Instance", "web", { metadataOptions: { httpTokens: "required" } }),
        resource("aws:ec2/instance:Instance", "web", { launchTemplate: { id: UNKNOWN } }),
      ],
    },
    "a metadata service that is off": { given: template({ httpEndpoint: "disabled", httpTokens: "optional" }) },
  },
  refuses: {
    "version 1 beside version 2": {
      given: template({ httpTokens: "optional" }),
      violations: ['instances: metadataOptions.httpTokens is "optional": a forged request is enough'],
    },
    "instances however they are started, and builds of images": {
      given: [
        resource("aws:ec2/instance:Instance", "web", { metadataOptions: { httpTokens: "optional" } }),
        resource("aws:ec2/instance:Instance", "web", {
          launchTemplate: { id: "lt-1" },
          metadataOptions: { httpTokens: "optional" },
        }),
        resource("aws:ec2/launchConfiguration:LaunchConfiguration", "web"),
        resource("aws:ec2/spotInstanceRequest:SpotInstanceRequest", "web"),
        resource("aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration", "web", {
          instanceMetadataOptions: { httpPutResponseHopLimit: 3 },
        }),
      ],
      violations: [
        'web: metadataOptions.httpTokens is "optional"',
        'web: metadataOptions.httpTokens is "optional"',
        "web: metadataOptions.httpTokens is not set",
        "web: metadataOptions.httpTokens is not set",
        "web: instanceMetadataOptions.httpTokens is not set",
        "web: instanceMetadataOptions.httpPutResponseHopLimit is 3",
      ],
    },
  },
  boundaries: {
    "two hops": {
      given: template({ httpTokens: "required", httpPutResponseHopLimit: 2 }),
      violations: ["instances: metadataOptions.httpPutResponseHopLimit is 2"],
    },
    "two hops where they are allowed": {
      given: template({ httpTokens: "required", httpPutResponseHopLimit: 2 }),
      settings: { hopLimit: 2 },
    },
    "nothing said where the account demands tokens, and something": {
      given: [template(), template({ httpTokens: "optional" })],
      settings: { tokensByDefault: true },
      violations: ['instances: metadataOptions.httpTokens is "optional"'],
    },
    "three hops as text where two are allowed": {
      given: template({ httpTokens: "required", httpPutResponseHopLimit: "3" }),
      settings: { hopLimit: 2 },
      violations: ["instances: metadataOptions.httpPutResponseHopLimit is 3"],
    },
  },
  missing: {
    "no options, so that version 1 answers": {
      given: template(),
      violations: ["instances: metadataOptions.httpTokens is not set"],
    },
    "no hop limit, which is one": { given: template({ httpTokens: "required" }) },
  },
  unknown: {
    "unknown options": {
      given: template(UNKNOWN),
      remarks: [
        "instances: Not determinable yet: metadataOptions.httpEndpoint, metadataOptions.httpTokens, " +
          "metadataOptions.httpPutResponseHopLimit aren't known",
      ],
    },
    "an unknown token beside too many hops": {
      given: template({ httpTokens: UNKNOWN, httpPutResponseHopLimit: 5 }),
      violations: ["instances: metadataOptions.httpPutResponseHopLimit is 5"],
      remarks: ["instances: Not determinable yet: metadataOptions.httpTokens isn't known"],
    },
  },
  production: set(of("aws:ec2/launchTemplate:LaunchTemplate"), { "metadataOptions.httpTokens": "optional" }),
});

describe("remedy of instance-metadata-v2", () => {
  const development = { environment: "development" } as const;

  it("demands tokens and shortens the way in development, and keeps everything else", async () => {
    const rest = { imageId: UNKNOWN, tags: { note: secret("s3cr3t") } };
    const given = template({ httpEndpoint: "enabled", httpPutResponseHopLimit: 3 }, rest);
    const { violations, remedied } = await judge(rule, given, development);

    expect(violations).toEqual([]);
    expect(remedied).toEqual({
      instances: {
        ...rest,
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      },
    });
  });

  it("makes the options where there are none", async () => {
    const { remedied } = await judge(rule, template(), development);

    expect(remedied).toEqual({ instances: { metadataOptions: { httpTokens: "required" } } });
  });

  it.each([
    ["what is right", template({ httpTokens: "required" })],
    ["a service that is off", template({ httpEndpoint: "disabled" })],
    ["what isn't known", template(UNKNOWN)],
  ])("leaves %s alone", async (_what, given) => {
    expect((await judge(rule, given, development)).remedied).toEqual({});
  });
});
