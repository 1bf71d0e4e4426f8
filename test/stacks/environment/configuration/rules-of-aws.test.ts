import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { MINIMAL, refused } from "../../example-settings";

const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:session-AbCdEf";

function services(...list: object[]) {
  return { services: list };
}

function numberedTags(length: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length }, (_, index) => [`tag-${index}`, "x"]));
}

const DAY_AND_NIGHT = [
  { name: "day", at: "07:30", minInstances: 4 },
  { name: "night", at: "22:00", minInstances: 2 },
];

type Refused = [title: string, overrides: Record<string, unknown>, key: string, words: string];

/** Each value of a form that the schema takes. */
const REFUSED: Refused[] = [
  [
    "a schedule below the service's bounds",
    services({ name: "web", scaling: { schedules: [{ name: "night", at: "22:00", maxInstances: 1 }] } }),
    "services[0].scaling.schedules[0].maxInstances",
    "must be within the service's 2 to 5 instances, got 1",
  ],
  [
    "a schedule that nothing takes back",
    services({ name: "web", scaling: { schedules: [{ name: "morning", at: "07:30", minInstances: 4 }] } }),
    "services[0].scaling.schedules[0].minInstances",
    "must be changed back by another schedule",
  ],
  [
    "two schedules at one minute",
    services({
      name: "web",
      scaling: {
        schedules: [
          { name: "morning", at: "07:30", minInstances: 4 },
          { name: "rush", at: "07:30", days: ["monday"], minInstances: 2 },
        ],
      },
    }),
    "services[0].scaling.schedules[1].at",
    'must be another minute than that of "morning"',
  ],
  [
    "a time zone in another case",
    services({
      name: "web",
      scaling: {
        schedules: [
          { name: "morning", at: "07:30", timeZone: "europe/berlin", minInstances: 4 },
          { name: "night", at: "22:00", minInstances: 2 },
        ],
      },
    }),
    "services[0].scaling.schedules[0].timeZone",
    'write "Europe/Berlin"',
  ],
  [
    "a certificate of another partition",
    { certificateArn: CERTIFICATE.replace("arn:aws:", "arn:aws-us-gov:") },
    "certificateArn",
    'must be a certificate of the load balancer\'s region "eu-west-1" and partition "aws"',
  ],
  [
    "credentials of another partition",
    { registryCredentials: SECRET.replace("arn:aws:", "arn:aws-cn:") },
    "registryCredentials",
    'must be a secret of "eu-west-1" in the partition "aws"',
  ],
  [
    "a key of a region without secrets",
    { secretKeyArns: [KEY, KEY.replace("eu-west-1", "us-east-1")] },
    "secretKeyArns[1]",
    'must be a key of a region that has secrets, which is "eu-west-1"',
  ],
  [
    "a key by its alias",
    { secretKeyArns: [KEY.replace(/key\/.*/, "alias/own")] },
    "secretKeyArns[0]",
    "not of an alias",
  ],
  [
    "a secret of another partition",
    services({ name: "web", secrets: { SESSION: SECRET.replace("arn:aws:", "arn:aws-cn:") } }),
    "services[0].secrets.SESSION",
    'must be in the partition "aws", as proofpix:region is',
  ],
  ...[SECRET.replace("-AbCdEf", ""), `${SECRET}:key`].map((secret): Refused => [
    `the secret ${secret}`,
    services({ name: "web", secrets: { SESSION: secret } }),
    "services[0].secrets.SESSION",
    "whole with the hyphen and six characters that AWS appended, or of an SSM parameter",
  ]),
  [
    "a tag that IAM takes for another",
    { tags: { ...MINIMAL.tags, owner: "x" } },
    "tags.owner",
    'differs from "Owner" in case only, which IAM refuses',
  ],
  [
    "a tag that IAM takes for the program's own",
    { tags: { ...MINIMAL.tags, environment: "x" } },
    "tags.environment",
    'differs from "Environment" in case only',
  ],
  [
    "a tag of AWS's own in another case",
    { tags: { ...MINIMAL.tags, "AWS:x": "1" } },
    'tags["AWS:x"]',
    'not beginning with "aws:" in any case',
  ],
  ["a tag's value that is AWS's own", { tags: { ...MINIMAL.tags, x: "AWS:x" } }, "tags.x", 'got "AWS:x"'],
  [
    "ECS's own tag",
    { tags: { ...MINIMAL.tags, AmazonECSManaged: "true" } },
    "tags.AmazonECSManaged",
    "is set by the program",
  ],
  [
    "the tag of what the environment is for",
    { tags: { ...MINIMAL.tags, EnvironmentKind: "production" } },
    "tags.EnvironmentKind",
    "is set by the program",
  ],
  [
    "a registry on another port",
    { image: "registry.proofpix.com:5000/proofpix/enterprise:1.0.0" },
    "image",
    "must come from a registry on port 443",
  ],
  [
    "a service's registry on another port",
    services({ name: "web", image: `registry.proofpix.com:8443/web@sha256:${"0".repeat(64)}` }),
    "services[0].image",
    "must come from a registry on port 443",
  ],
  [
    "more environment than a task definition holds",
    services({ name: "web", environment: { TEXT: "x".repeat(64_000) } }),
    "services[0].environment",
    "must be short enough for a task definition of at most 65536 bytes",
  ],
  [
    "a schedule's name that AWS would not take",
    services({
      name: "web",
      scaling: { schedules: [{ ...DAY_AND_NIGHT[0], name: "d".repeat(65) }, DAY_AND_NIGHT[1]] },
    }),
    "services[0].scaling.schedules[0].name",
    "at most 64 lower-case letters",
  ],
  [
    "a health path that a load balancer refuses",
    services({ name: "web", healthCheck: { path: "/?query={__typename}" } }),
    "services[0].healthCheck.path",
    "others by their %-codes",
  ],
];

describe("a configuration that AWS would refuse, or not do as it says", () => {
  it.each(REFUSED)("is refused for %s", (_title, overrides, key, words) => {
    expect(refused(overrides)).toEqual({ [`proofpix:${key}`]: expect.stringContaining(words) as string });
  });
});

/** The closest neighbours of what is refused above. */
const RIGHT: [title: string, overrides: Record<string, unknown>][] = [
  ["schedules that take back what they change", services({ name: "web", scaling: { schedules: DAY_AND_NIGHT } })],
  ["tags that differ by more than case", { tags: { ...MINIMAL.tags, Owners: "x" } }],
  ["as many tags as there may be", { tags: { ...MINIMAL.tags, ...numberedTags(42) } }],
  ["a registry on HTTPS's port", { image: "registry.proofpix.com:443/proofpix/enterprise:1.0.0" }],
  ["a network beside Docker's", { network: { ...MINIMAL.network, cidrBlock: "172.18.0.0/16" } }],
  ["keys of the regions of secrets", { secretKeyArns: [KEY, KEY.replace(/key\/.*/, `key/mrk-${"0".repeat(32)}`)] }],
  ["60,000 characters of environment", services({ name: "web", environment: { TEXT: "x".repeat(60_000) } })],
];

/** An environment in GovCloud (US), and what it names there. */
const GOVERNMENT = {
  region: "us-gov-west-1",
  network: { ...MINIMAL.network, availabilityZones: ["us-gov-west-1a", "us-gov-west-1b"] },
};

function governmental(arn: string): string {
  return arn.replace("arn:aws:", "arn:aws-us-gov:").replace("eu-west-1", "us-gov-west-1");
}

describe("an environment in another partition", () => {
  it("names certificate, keys and secrets of that partition", () => {
    const configuration = parseConfiguration(
      {
        ...MINIMAL,
        ...GOVERNMENT,
        certificateArn: governmental(CERTIFICATE),
        registryCredentials: governmental(SECRET),
        secretKeyArns: [governmental(KEY)],
        services: [{ name: "web", secrets: { SESSION: governmental(SECRET) } }],
      },
      "staging",
    );

    expect(configuration).toMatchObject({ region: "us-gov-west-1" });
  });

  it("is refused with those of another", () => {
    const services = [{ name: "web", secrets: { SESSION: SECRET } }];
    const problems = refused({ ...GOVERNMENT, certificateArn: CERTIFICATE, registryCredentials: SECRET, services });

    expect(Object.keys(problems)).toEqual([
      "proofpix:certificateArn",
      "proofpix:registryCredentials",
      "proofpix:services[0].secrets.SESSION",
    ]);
    for (const reason of Object.values(problems)) expect(reason).toContain('partition "aws-us-gov"');
  });

  it.each(["cn-north-1", "us-iso-east-1", "eusc-de-east-1", "eu-west"])("is refused in %s", (region) => {
    expect(refused({ region })["proofpix:region"]).toContain("the code of a commercial or GovCloud (US) region");
  });
});

describe("a configuration that AWS takes", () => {
  it.each(RIGHT)("has %s", (_title, overrides) => {
    expect(parseConfiguration({ ...MINIMAL, ...overrides }, "staging")).toMatchObject({ environment: "staging" });
  });
});
