import { parseConfiguration } from "../../../stacks/configuration";
import { MINIMAL, refused } from "../example-settings";

const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c";
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:session-AbCdEf";

function zones(...availabilityZones: string[]) {
  return { network: { ...MINIMAL.network, availabilityZones } };
}

function services(...list: object[]) {
  return { services: list };
}

function numberedTags(length: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length }, (_, index) => [`tag-${index}`, "x"]));
}

const DEPLOYMENT_KEYS = { bakeTime: { bakeTime: "5m" }, percent: { percent: 10 }, interval: { interval: "5m" } };

const WORKER_KEYS = {
  port: 8080,
  healthCheck: { path: "/ok" },
  healthEndpoints: ["/ok"],
  stickiness: {},
  algorithm: "round-robin",
};

const DAY_AND_NIGHT = [
  { name: "day", at: "07:30", minInstances: 4 },
  { name: "night", at: "22:00", minInstances: 2 },
];

type Contradiction = [title: string, overrides: Record<string, unknown>, key: string, words: string];

/** Wrong as a whole, though each value is right by itself. */
const CONTRADICTIONS: Contradiction[] = [
  [
    "instances of another architecture than the images",
    { instances: { types: ["m7g.large"] } },
    "instances.types",
    'must be types of proofpix:architecture, which is "x86_64", got "m7g.large"',
  ],
  ["instances that nobody knows", { instances: { types: ["m6i.24large"] } }, "instances.types[0]", "an instance type"],
  [
    "a service that fits on no instance",
    services({ name: "web", cpu: "4", memory: "8Gi" }),
    "instances",
    "a task doesn't fit on m6i.large: it needs 4096 of its 2048 CPU units",
  ],
  ["too few instances at the most", { instances: { maxSize: 2 } }, "instances.maxSize", "must be at least 5"],
  ["too few instances at the least", { instances: { minSize: 0 } }, "instances.minSize", "must be at least 1"],
  [
    "a trigger whose thresholds cross",
    services({ name: "web", scaling: { triggers: { memory: { above: 40 } } } }),
    "services[0].scaling.triggers.memory.below",
    "must be less than up.above (40)",
  ],
  [
    "a schedule that leaves the service's bounds",
    services({ name: "web", scaling: { schedules: [{ name: "night", at: "22:00", minInstances: 6 }] } }),
    "services[0].scaling.schedules[0].minInstances",
    "must be within the service's 2 to 5 instances, got 6",
  ],
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
    "must be taken back by another schedule",
  ],
  [
    "schedules that contradict each other",
    services({
      name: "web",
      scaling: {
        schedules: [
          { name: "morning", at: "07:30", minInstances: 4, maxInstances: 5 },
          { name: "night", at: "22:00", maxInstances: 3 },
          { name: "midnight", at: "00:00", minInstances: 2 },
        ],
      },
    }),
    "services[0].scaling.schedules[1]",
    "got 4 and 3 after what the schedules before it left",
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
    "schedules where people scale",
    { autoScale: false, ...services({ name: "web", scaling: { schedules: DAY_AND_NIGHT } }) },
    "services[0].scaling.schedules",
    "means nothing where proofpix:autoScale is false",
  ],
  [
    "schedules where there is no room",
    services({ name: "web", scaling: { minInstances: 3, maxInstances: 3, schedules: DAY_AND_NIGHT } }),
    "services[0].scaling.schedules",
    "means nothing where there are 3 instances at least and at most",
  ],
  ...(["bakeTime", "percent", "interval"] as const).map((key): Contradiction => [
    `a rolling deployment with ${key}`,
    services({ name: "web", deployment: { strategy: "rolling", ...DEPLOYMENT_KEYS[key] } }),
    `services[0].deployment.${key}`,
    `means nothing for a deployment that is "rolling", got ${JSON.stringify(Object.values(DEPLOYMENT_KEYS[key])[0])}`,
  ]),
  [
    "a deployment that rolls as all do, with a bake time",
    { deploymentStrategy: "rolling", ...services({ name: "web", deployment: { bakeTime: "5m" } }) },
    "services[0].deployment.bakeTime",
    'means nothing for a deployment that is "rolling", got "5m"; remove it, or choose another strategy',
  ],
  [
    "a worker's deployment with a bake time",
    services({ name: "web" }, { name: "jobs", worker: true, deployment: { bakeTime: "5m" } }),
    "services[1].deployment.bakeTime",
    'means nothing for a deployment that is "rolling"',
  ],
  [
    "a share of a blue-green deployment, which has none",
    services({ name: "web", deployment: { percent: 10 } }),
    "services[0].deployment.percent",
    'means nothing for a deployment that is "blue-green", got 10',
  ],
  [
    "a worker that shifts traffic",
    services({ name: "web" }, { name: "jobs", worker: true, deployment: { strategy: "canary" } }),
    "services[1].deployment.strategy",
    'use "rolling"',
  ],
  [
    "a share of traffic that ECS doesn't know",
    services({ name: "web", deployment: { strategy: "linear", percent: 1 } }),
    "services[0].deployment.percent",
    "from 3 to 100 in tenths",
  ],
  [
    "more at least than at most",
    { minInstances: 6 },
    "maxInstances",
    "must be at least minInstances, which is 6, got 5",
  ],
  ["scaling by load between equal bounds", { maxInstances: 2 }, "autoScale", "there is nothing to scale"],
  [
    "a priority that no service can have",
    services({ name: "web" }, { name: "api", routing: { paths: ["/api/*"], priority: 1000 } }),
    "services[1].routing.priority",
    "a whole number from 1 to 999",
  ],
  [
    "a service below the environment's bounds",
    services({ name: "web", scaling: { minInstances: 1 } }),
    "services[0].scaling.minInstances",
    "within the environment's 2 to 5 instances, got 1",
  ],
  [
    "a service above the environment's bounds",
    services({ name: "web", scaling: { maxInstances: 6 } }),
    "services[0].scaling.maxInstances",
    "within the environment's 2 to 5 instances, got 6",
  ],
  [
    "a service's own bounds the wrong way round",
    services({ name: "web", scaling: { minInstances: 4, maxInstances: 3 } }),
    "services[0].scaling.maxInstances",
    "this service's minInstances, which is 4, got 3",
  ],
  [
    "a zone of another region",
    zones("eu-west-1a", "eu-central-1b"),
    "network.availabilityZones[1]",
    'which is "eu-west-1", got "eu-central-1b"; write "eu-west-1b"',
  ],
  [
    "two zones with one part of the network",
    {
      region: "us-east-1",
      network: { ...MINIMAL.network, availabilityZones: ["us-east-1f", "us-east-1b"] },
    },
    "network.availabilityZones[1]",
    'has the same quarter of the network\'s addresses as "us-east-1f"',
  ],
  ["one zone twice", zones("eu-west-1a", "eu-west-1a"), "network.availabilityZones[1]", '"eu-west-1a" twice'],
  [
    "addresses of the internet",
    { network: { ...MINIMAL.network, cidrBlock: "8.8.0.0/16" } },
    "network.cidrBlock",
    "must lie in a private range",
  ],
  [
    "addresses that Docker keeps on every host",
    { network: { ...MINIMAL.network, cidrBlock: "172.17.64.0/20" } },
    "network.cidrBlock",
    "must lie outside of 172.17.0.0/16",
  ],
  [
    "a network that begins in its middle",
    { network: { ...MINIMAL.network, cidrBlock: "10.20.1.0/16" } },
    "network.cidrBlock",
    'write "10.20.0.0/16"',
  ],
  [
    "an endpoint twice",
    { network: { ...MINIMAL.network, interfaceEndpoints: ["logs", "logs"] } },
    "network.interfaceEndpoints[1]",
    '"logs" is listed twice',
  ],
  [
    "a certificate of another region",
    { certificateArn: CERTIFICATE.replace("eu-west-1", "us-east-1") },
    "certificateArn",
    'region "eu-west-1"',
  ],
  [
    "a certificate of another account",
    { certificateArn: CERTIFICATE.replace("123456789012", "210987654321") },
    "certificateArn",
    "one of proofpix:allowedAccountIds",
  ],
  [
    "a certificate of another partition",
    { certificateArn: CERTIFICATE.replace("arn:aws:", "arn:aws-us-gov:") },
    "certificateArn",
    "must be the ARN of an ACM certificate",
  ],
  [
    "credentials of another partition",
    { registryCredentials: SECRET.replace("arn:aws:", "arn:aws-cn:") },
    "registryCredentials",
    "must be the name or ARN of a Secrets Manager secret",
  ],
  [
    "credentials for Amazon ECR",
    { image: `${ECR}/enterprise:1.0.0`, registryCredentials: SECRET },
    "registryCredentials",
    "means nothing for proofpix:image, which Amazon ECR lets this account's roles pull",
  ],
  [
    "credentials for Amazon ECR by another of its hosts",
    { image: "123456789012.dkr-ecr.eu-west-1.on.aws/enterprise:1.0.0", registryCredentials: SECRET },
    "registryCredentials",
    "means nothing for proofpix:image",
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
  ...[SECRET.replace("arn:aws:", "arn:aws-cn:"), SECRET.replace("-AbCdEf", ""), `${SECRET}:key`].map(
    (secret): Contradiction => [
      `the secret ${secret}`,
      services({ name: "web", secrets: { SESSION: secret } }),
      "services[0].secrets.SESSION",
      "whole with the hyphen and six characters that AWS appended, or of an SSM parameter, in the partition aws",
    ],
  ),
  [
    "credentials of another region",
    { registryCredentials: SECRET.replace("eu-west-1", "us-east-1") },
    "registryCredentials",
    'a secret of "eu-west-1"',
  ],
  ["a tag of the program's own", { tags: { ...MINIMAL.tags, Project: "x" } }, "tags.Project", "is filled in by itself"],
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
    "is filled in by itself",
  ],
  [
    "the tag of what the environment is for",
    { tags: { ...MINIMAL.tags, EnvironmentKind: "production" } },
    "tags.EnvironmentKind",
    "is filled in by itself",
  ],
  ["a tag of AWS's own", { tags: { ...MINIMAL.tags, "aws:x": "1" } }, 'tags["aws:x"]', 'not beginning with "aws:"'],
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
  ["an image that moves", { image: "registry.proofpix.com/app:latest" }, "image", "must not have the tag latest"],
  [
    "a service's image that moves",
    services({ name: "web", image: "registry.proofpix.com/app" }),
    "services[0].image",
    "must have a tag or a digest",
  ],
  ["a recipient twice", { alarmRecipients: ["a@b.com", "A@b.com"] }, "alarmRecipients[1]", "listed twice"],
  [
    "numbers for a queue that the service doesn't say it has",
    services({ name: "web", scaling: { triggers: { queueDepth: { above: 50 } } } }),
    "services[0].scaling.triggers.queueDepth",
    "but not by which queue; set enabled: true",
  ],
  ["a name twice", services({ name: "web" }, { name: "web", worker: true }), "services[1].name", '"web" a second time'],
  [
    "a size that Fargate has not",
    { capacity: "fargate", ...services({ name: "web", cpu: "1000m", memory: "512Mi" }) },
    "services[0].memory",
    'the smallest that holds it is cpu "1000m" with memory "2Gi"',
  ],
  [
    "more environment than a task definition holds",
    services({ name: "web", environment: { TEXT: "x".repeat(64_000) } }),
    "services[0].environment",
    "must leave the task definition at most 65536 bytes long",
  ],
  [
    "more secrets than a role's policy holds",
    services({
      name: "web",
      secrets: Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => [`S${index}`, SECRET.replace("session", `session-number-${index}`)]),
      ),
    }),
    "services[0].secrets",
    "must fit into the policy of 10240 characters",
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
  [
    "a password in plain text",
    services({ name: "web", environment: { DB_PASSWORD: "x" } }),
    "services[0].environment.DB_PASSWORD",
    "looks like a secret",
  ],
  [
    "a variable that is a secret as well",
    services({ name: "web", environment: { SESSION: "x" }, secrets: { SESSION: SECRET } }),
    "services[0].environment.SESSION",
    "is given in secrets as well",
  ],
  [
    "a worker with a route",
    services({ name: "web" }, { name: "jobs", worker: true, routing: { paths: ["/jobs"] } }),
    "services[1].routing",
    "means nothing for a worker",
  ],
  ...Object.entries(WORKER_KEYS).map(([key, value]): Contradiction => [
    `a worker with ${key}`,
    services({ name: "web" }, { name: "jobs", worker: true, [key]: value }),
    `services[1].${key}`,
    "means nothing for a worker, which takes no requests",
  ]),
  ["workers alone", services({ name: "jobs", worker: true }), "services", "must name one target at least"],
  [
    "two services that receive every other request",
    services({ name: "web" }, { name: "api" }),
    "services[1].routing",
    '"/*" leads to web already',
  ],
  [
    "a route that nothing reaches",
    services({ name: "web", routing: { paths: ["/*"], priority: 1 } }, { name: "api", routing: { paths: ["/api/*"] } }),
    "services[1].routing",
    "is never reached: web comes first",
  ],
  [
    "a host that the certificate doesn't cover",
    {
      domain: { name: "app.proofpix.com" },
      ...services({ name: "web" }, { name: "api", routing: { hosts: ["api.proofpix.com"] } }),
    },
    "services[1].routing.hosts[0]",
    "add it to domain.alternativeNames",
  ],
  [
    "a zone that can't hold the domain",
    { domain: { name: "app.proofpix.com", hostedZone: "example.com" } },
    "domain.hostedZone",
    "can't hold records of app.proofpix.com",
  ],
  [
    "clients that stay, spread at random",
    { algorithm: "weighted-random", ...services({ name: "web", stickiness: {} }) },
    "services[0].stickiness",
    'does not go with the algorithm "weighted-random"',
  ],
  ["ip-hash without TLS", { algorithm: "ip-hash" }, "domain", "has no plain HTTP"],
  [
    "ip-hash with a firewall",
    { algorithm: "ip-hash", certificateArn: CERTIFICATE, webFirewall: true },
    "webFirewall",
    '"ip-hash" excludes',
  ],
];

describe("a configuration that contradicts itself", () => {
  it.each(CONTRADICTIONS)("is refused for %s", (_title, overrides, key, words) => {
    expect(refused(overrides)).toEqual({ [`proofpix:${key}`]: expect.stringContaining(words) as string });
  });

  it("is refused for more tags than AWS takes", () => {
    expect(refused({ tags: { ...MINIMAL.tags, ...numberedTags(43) } })).toEqual({
      "proofpix:tags": expect.stringContaining("44 in all") as string,
    });
  });
});

/** The closest neighbours of what is refused above. */
const RIGHT: [title: string, overrides: Record<string, unknown>][] = [
  ["equal bounds without scaling by load", { maxInstances: 2, autoScale: false }],
  ["a service with the environment's bounds", services({ name: "web", scaling: { minInstances: 2, maxInstances: 5 } })],
  ["a service with one number of instances", services({ name: "web", scaling: { minInstances: 3, maxInstances: 3 } })],
  ["schedules that take back what they change", services({ name: "web", scaling: { schedules: DAY_AND_NIGHT } })],
  [
    "all that shifts traffic",
    services({ name: "web", deployment: { strategy: "canary", bakeTime: "5m", percent: 5, interval: "2m" } }),
  ],
  ["a bake time of all deployments' way", services({ name: "web", deployment: { bakeTime: "5m" } })],
  ["tags that differ by more than case", { tags: { ...MINIMAL.tags, Owners: "x" } }],
  ["as many tags as there may be", { tags: { ...MINIMAL.tags, ...numberedTags(42) } }],
  ["a registry on HTTPS's port", { image: "registry.proofpix.com:443/proofpix/enterprise:1.0.0" }],
  ["a network beside Docker's", { network: { ...MINIMAL.network, cidrBlock: "172.18.0.0/16" } }],
  ["keys of the regions of secrets", { secretKeyArns: [KEY, KEY.replace(/key\/.*/, `key/mrk-${"0".repeat(32)}`)] }],
  [
    "credentials for one registry, and a service's image in another",
    {
      registryCredentials: SECRET,
      ...services({ name: "web", image: `${ECR}/web:1.0.0` }),
    },
  ],
  ["60,000 characters of environment", services({ name: "web", environment: { TEXT: "x".repeat(60_000) } })],
  ["three zones", zones("eu-west-1a", "eu-west-1b", "eu-west-1c")],
  ["zones in another order", zones("eu-west-1c", "eu-west-1a")],
  ["some endpoints", { network: { ...MINIMAL.network, interfaceEndpoints: ["logs", "ssm"] } }],
  ["the smallest network", { network: { ...MINIMAL.network, cidrBlock: "192.168.4.0/22" } }],
  ["a certificate of its region and account", { certificateArn: CERTIFICATE }],
  ["credentials by ARN", { registryCredentials: SECRET }],
  ["a secret with a JSON key", services({ name: "web", secrets: { SESSION: `${SECRET}:key::` } })],
  ["a parameter", services({ name: "web", secrets: { KEY: "arn:aws:ssm:eu-west-1:123456789012:parameter/key" } })],
  ["an image by digest", { image: `registry.proofpix.com/app@sha256:${"0".repeat(64)}` }],
  ["a worker beside a service", services({ name: "web" }, { name: "jobs", worker: true })],
  ["routes for all services but one", services({ name: "web" }, { name: "api", routing: { paths: ["/api/*"] } })],
  [
    "a host that the certificate covers",
    {
      domain: { name: "app.proofpix.com", alternativeNames: ["*.proofpix.com"] },
      ...services({ name: "web" }, { name: "api", routing: { hosts: ["api.proofpix.com"] } }),
    },
  ],
];

describe("a configuration with", () => {
  it.each(RIGHT)("%s is right", (_title, overrides) => {
    expect(parseConfiguration({ ...MINIMAL, ...overrides }, "staging")).toMatchObject({ environment: "staging" });
  });
});

describe("the stack's name", () => {
  it.each(["development", "production-us", "dev", "staging-a", `staging-${"a".repeat(24)}`])(
    "may be %s",
    (environment) => {
      expect(parseConfiguration(MINIMAL, environment).environment).toBe(environment);
    },
  );

  it.each(["Production", "pro_duction", "-production", "production-", "1st", "", "a".repeat(33)])(
    "may not be %j",
    (environment) => {
      expect(refused({}, environment)).toEqual({
        "the stack's name": expect.stringContaining("at most 32 lower-case letters, digits and hyphens") as string,
      });
    },
  );

  it("may not be that of the account's own stack, whose key has the same alias", () => {
    expect(refused({}, "bootstrap")).toEqual({
      "the stack's name": expect.stringContaining('must not be "bootstrap"') as string,
    });
    expect(parseConfiguration(MINIMAL, "bootstrap-us").environment).toBe("bootstrap-us");
  });
});

describe("what an environment is for", () => {
  it.each([
    ["production", undefined, "production", true],
    ["production-us", undefined, "production", true],
    ["production-us", "production", "production", true],
    ["prod", undefined, "production", true],
    ["staging-eu", undefined, "staging", false],
    ["development-pr-7", undefined, "development", false],
    ["eu", "production", "production", true],
    ["qa", "staging", "staging", false],
    ["pr-7", "development", "development", false],
  ])(
    "of %s, where the configuration says %s, is %s, so that it is protected: %p",
    (environment, said, kind, protect) => {
      const configuration = parseConfiguration({ ...MINIMAL, ...(said !== undefined && { kind: said }) }, environment);

      expect(configuration).toMatchObject({ environment, kind, protect });
      expect(configuration.tags.Environment).toBe(environment);
    },
  );

  it.each([
    ["qa", "staging", "staging"],
    ["production-us", "production", undefined],
    ["staging", undefined, undefined],
  ])("stands in a tag of %s only where the name doesn't say it", (environment, kind, tag) => {
    const { tags } = parseConfiguration({ ...MINIMAL, ...(kind !== undefined && { kind }) }, environment);

    expect(tags.EnvironmentKind).toBe(tag);
  });

  it.each(["qa", "eu", "productions", "us-production"])("has to be said where the name is %s", (environment) => {
    expect(refused({}, environment)).toEqual({
      "proofpix:kind": `is missing, as the stack's name "${environment}" doesn't say what it is for; add "development", "staging", "production", or begin the name with one of them, such as "staging-${environment}"`,
    });
  });

  it("can't be other than the name says", () => {
    expect(refused({ kind: "development" }, "production-us")).toEqual({
      "proofpix:kind":
        'must be "production", as the stack\'s name "production-us" says, got "development"; leave it out, or give the stack another name',
    });
  });

  it("is one of three words, and one that is wrong is told once", () => {
    expect(refused({ kind: "testing" }, "qa")).toEqual({
      "proofpix:kind": expect.stringContaining(
        'must be "development", "staging" or "production", got "testing"',
      ) as string,
    });
  });
});
