import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { MINIMAL, refused } from "../../example-settings";

const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:session-AbCdEf";

function services(...list: object[]) {
  return { services: list };
}

const DEPLOYMENT_KEYS = {
  bakeTime: "5m",
  canaryPercent: 10,
  canaryBakeTime: "5m",
  stepPercent: 20,
  stepBakeTime: "5m",
};

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

type Meaningless = [title: string, overrides: Record<string, unknown>, key: string, words: string];

/** Right by itself, and without any effect there. */
const MEANINGLESS: Meaningless[] = [
  [
    "the age of a queue that isn't named",
    services({ name: "web", scaling: { maxItemAge: "30m" } }),
    "services[0].scaling.maxItemAge",
    'means nothing without queueName, got "30m"',
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
  ...Object.entries(DEPLOYMENT_KEYS).map(([key, value]): Meaningless => [
    `a rolling deployment with ${key}`,
    services({ name: "web", deployment: { strategy: "rolling", [key]: value } }),
    `services[0].deployment.${key}`,
    `means nothing for a deployment that is "rolling", got ${JSON.stringify(value)}`,
  ]),
  [
    "a step of a canary",
    services({ name: "web", deployment: { strategy: "canary", stepPercent: 20 } }),
    "services[0].deployment.stepPercent",
    'means nothing for a deployment that is "canary", got 20',
  ],
  [
    "a canary's time in a linear deployment",
    services({ name: "web", deployment: { strategy: "linear", canaryBakeTime: "5m" } }),
    "services[0].deployment.canaryBakeTime",
    'means nothing for a deployment that is "linear", got "5m"',
  ],
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
    services({ name: "web", deployment: { canaryPercent: 10 } }),
    "services[0].deployment.canaryPercent",
    'means nothing for a deployment that is "blue-green", got 10',
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
  ...Object.entries(WORKER_KEYS).map(([key, value]): Meaningless => [
    `a worker with ${key}`,
    services({ name: "web" }, { name: "jobs", worker: true, [key]: value }),
    `services[1].${key}`,
    "means nothing for a worker, which takes no requests",
  ]),
];

describe("a key that means nothing where it stands", () => {
  it.each(MEANINGLESS)("is refused for %s", (_title, overrides, key, words) => {
    expect(refused(overrides)).toEqual({ [`proofpix:${key}`]: expect.stringContaining(words) as string });
  });
});

/** The closest neighbours of what is refused above. */
const RIGHT: [title: string, overrides: Record<string, unknown>][] = [
  ["schedules that take back what they change", services({ name: "web", scaling: { schedules: DAY_AND_NIGHT } })],
  ["the age of a queue", services({ name: "web", scaling: { queueName: "jobs", maxItemAge: "30m" } })],
  [
    "all that shifts traffic",
    services(
      { name: "web", deployment: { strategy: "canary", bakeTime: "5m", canaryPercent: 5, canaryBakeTime: "2m" } },
      {
        name: "api",
        deployment: { strategy: "linear", bakeTime: "5m", stepPercent: 5, stepBakeTime: "2m" },
        routing: { paths: ["/v1/*"] },
      },
    ),
  ],
  ["a bake time of all deployments' way", services({ name: "web", deployment: { bakeTime: "5m" } })],
  [
    "credentials for one registry, and a service's image in another",
    {
      registryCredentials: SECRET,
      ...services({ name: "web", image: `${ECR}/web:1.0.0` }),
    },
  ],
];

describe("a key that means something", () => {
  it.each(RIGHT)("is right for %s", (_title, overrides) => {
    expect(parseConfiguration({ ...MINIMAL, ...overrides }, "staging")).toMatchObject({ environment: "staging" });
  });
});
