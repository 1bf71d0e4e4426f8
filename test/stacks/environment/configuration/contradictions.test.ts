import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { MINIMAL, refused } from "../../example-settings";

const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:session-AbCdEf";

function zones(...availabilityZones: string[]) {
  return { network: { ...MINIMAL.network, availabilityZones } };
}

function services(...list: object[]) {
  return { services: list };
}

/** Wrong as a whole, though each value is right by itself. */
const CONTRADICTIONS: [title: string, overrides: Record<string, unknown>, key: string, words: string][] = [
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
  [
    "an instance type twice",
    { instances: { types: ["m6i.large", "m6i.large"] } },
    "instances.types[1]",
    'must be another type than before, got "m6i.large" twice',
  ],
  ["too few instances at the most", { instances: { maxSize: 2 } }, "instances.maxSize", "must be at least 5"],
  ["too few instances at the least", { instances: { minSize: 0 } }, "instances.minSize", "must be at least 1"],
  [
    "a trigger whose thresholds cross",
    services({ name: "web", scaling: { triggers: { memory: { above: 40 } } } }),
    "services[0].scaling.triggers.memory.below",
    "must be less than above (40)",
  ],
  [
    "a schedule that leaves the service's bounds",
    services({ name: "web", scaling: { schedules: [{ name: "night", at: "22:00", minInstances: 6 }] } }),
    "services[0].scaling.schedules[0].minInstances",
    "must be within the service's 2 to 5 instances, got 6",
  ],
  [
    "a worker that shifts traffic",
    services({ name: "web" }, { name: "jobs", worker: true, deployment: { strategy: "canary" } }),
    "services[1].deployment.strategy",
    'use "rolling"',
  ],
  [
    "a share of traffic that ECS doesn't know",
    services({ name: "web", deployment: { strategy: "linear", stepPercent: 1 } }),
    "services[0].deployment.stepPercent",
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
  ["one zone twice", zones("eu-west-1a", "eu-west-1a"), "network.availabilityZones[1]", '"eu-west-1a" is listed twice'],
  [
    "addresses of the internet",
    { network: { ...MINIMAL.network, cidrBlock: "8.8.0.0/16" } },
    "network.cidrBlock",
    "must lie in a private range",
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
    "credentials of another region",
    { registryCredentials: SECRET.replace("eu-west-1", "us-east-1") },
    "registryCredentials",
    'a secret of "eu-west-1"',
  ],
  ["a tag of the program's own", { tags: { ...MINIMAL.tags, Project: "x" } }, "tags.Project", "is set by the program"],
  ["a tag of AWS's own", { tags: { ...MINIMAL.tags, "aws:x": "1" } }, 'tags["aws:x"]', 'not beginning with "aws:"'],
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
    "a password in plain text",
    services({ name: "web", environment: { DB_PASSWORD: "x" } }),
    "services[0].environment.DB_PASSWORD",
    "looks like a secret",
  ],
  [
    "a worker with a route",
    services({ name: "web" }, { name: "jobs", worker: true, routing: { paths: ["/jobs"] } }),
    "services[1].routing",
    "means nothing for a worker",
  ],
  [
    "workers alone",
    services({ name: "jobs", worker: true }),
    "services",
    "must have one service at least that takes requests, got workers only",
  ],
  [
    "two services that receive every other request",
    services({ name: "web" }, { name: "api" }),
    "services[1].routing",
    '"/*" leads to web already',
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
  [
    "a test listener for everybody",
    { testListener: { cidrBlocks: ["0.0.0.0/0"] } },
    "testListener.cidrBlocks[0]",
    "not the whole internet",
  ],
  [
    "a test listener on a port of production",
    { testListener: { cidrBlocks: ["203.0.113.0/24"], port: 80 } },
    "testListener.port",
    "must differ from the ports of production",
  ],
  [
    "a test listener with ip-hash, which has none",
    { algorithm: "ip-hash", certificateArn: CERTIFICATE, testListener: { cidrBlocks: ["203.0.113.0/24"] } },
    "testListener",
    '"ip-hash" excludes',
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
    const many = Object.fromEntries(Array.from({ length: 43 }, (_, index) => [`tag-${index}`, "x"]));

    expect(refused({ tags: { ...MINIMAL.tags, ...many } })).toEqual({
      "proofpix:tags": expect.stringContaining("44 in all") as string,
    });
  });
});

/** The closest neighbours of what is refused above. */
const RIGHT: [title: string, overrides: Record<string, unknown>][] = [
  ["equal bounds without scaling by load", { maxInstances: 2, autoScale: false }],
  ["a service with the environment's bounds", services({ name: "web", scaling: { minInstances: 2, maxInstances: 5 } })],
  ["a service with one number of instances", services({ name: "web", scaling: { minInstances: 3, maxInstances: 3 } })],
  ["three zones", zones("eu-west-1a", "eu-west-1b", "eu-west-1c")],
  ["zones in another order", zones("eu-west-1c", "eu-west-1a")],
  ["some endpoints", { network: { ...MINIMAL.network, interfaceEndpoints: ["logs", "ssm"] } }],
  ["the smallest network", { network: { ...MINIMAL.network, cidrBlock: "192.168.4.0/22" } }],
  ["a certificate of its region and account", { certificateArn: CERTIFICATE }],
  ["credentials by ARN", { registryCredentials: SECRET }],
  ["a secret with a JSON key", services({ name: "web", secrets: { SESSION: `${SECRET}:key::` } })],
  ["a parameter", services({ name: "web", secrets: { KEY: "arn:aws:ssm:eu-west-1:123456789012:parameter/key" } })],
  ["a test listener for some", { testListener: { cidrBlocks: ["203.0.113.0/24", "198.51.100.7/32"], port: 9443 } }],
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
    expect(parseConfiguration({ ...MINIMAL, kind: "staging" }, "bootstrap-us").environment).toBe("bootstrap-us");
  });
});
