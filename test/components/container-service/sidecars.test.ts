import * as pulumi from "@pulumi/pulumi";
import type { ContainerServiceArgs, SidecarArgs } from "../../../components/container-service";
import { changesBetween, type Changes } from "../../support/changes";
import { only, type Registered } from "../../support/deploy";
import { behindLoadBalancer, deployService, policies, refusalsOfService, SECRET, TYPES } from "./support";

const DIGEST = `sha256:${"1".repeat(64)}`;
const IMAGE = `public.ecr.aws/datadog/agent@${DIGEST}`;
const ECR_IMAGE = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/tools@${DIGEST}`;
const OTHER_SECRET = SECRET.replace("shop", "tools");

const AGENT: SidecarArgs = { name: "agent", image: IMAGE };
const PREPARE: SidecarArgs = {
  name: "prepare",
  image: IMAGE,
  runsFirst: true,
  user: "0:0",
  mounts: [{ volume: "configuration", path: "/configuration" }],
};

type Overrides = Partial<ContainerServiceArgs>;

/** Container definitions by the containers' names. */
function containers(resources: readonly Registered[]): Record<string, Record<string, unknown>> {
  const text = only(resources, TYPES.taskDefinition).inputs.containerDefinitions as string;
  const all = JSON.parse(text) as (Record<string, unknown> & { readonly name: string })[];
  return Object.fromEntries(all.map((each) => [each.name, each]));
}

async function containersOf(overrides: Overrides): Promise<Record<string, Record<string, unknown>>> {
  return containers(await deployService(() => overrides));
}

describe("a sidecar", () => {
  it("is confined as the application is, has scratch space and log streams of its own, and ends the task", async () => {
    const resources = await deployService(() => ({ sidecars: [AGENT], stopTimeout: "60s" }));

    expect(only(resources, TYPES.taskDefinition).inputs.volumes).toEqual([{ name: "tmp" }, { name: "agent-tmp" }]);
    expect(containers(resources).agent).toEqual({
      name: "agent",
      image: IMAGE,
      essential: true,
      environment: [],
      secrets: [],
      mountPoints: [{ sourceVolume: "agent-tmp", containerPath: "/tmp", readOnly: false }],
      stopTimeout: 60,
      user: "1000:1000",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
      ulimits: [{ name: "nofile", softLimit: 65_535, hardLimit: 65_535 }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/shop-web",
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "sidecars",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
    });
  });

  it("leaves the application's definition as it was", async () => {
    const [without, beside] = [await containersOf({}), await containersOf({ sidecars: [AGENT] })];

    expect(JSON.stringify(beside.application)).toBe(JSON.stringify(without.application));
  });

  it("takes what it is given", async () => {
    const { agent } = await containersOf({
      sidecars: [
        {
          ...AGENT,
          registryCredentialsArn: OTHER_SECRET,
          entryPoint: ["/agent"],
          command: ["run"],
          environment: { SITE: pulumi.output("datadoghq.eu") },
          secrets: { API_KEY: OTHER_SECRET },
          memory: "256Mi",
          user: "100:100",
          readonlyRootFilesystem: false,
          writablePaths: [],
          essential: false,
          containerHealthCheck: { command: ["CMD", "agent", "health"], interval: "10s" },
        },
      ],
    });

    expect(agent).toMatchObject({
      repositoryCredentials: { credentialsParameter: OTHER_SECRET },
      entryPoint: ["/agent"],
      command: ["run"],
      environment: [{ name: "SITE", value: "datadoghq.eu" }],
      secrets: [{ name: "API_KEY", valueFrom: OTHER_SECRET }],
      memory: 256,
      user: "100:100",
      readonlyRootFilesystem: false,
      mountPoints: [],
      essential: false,
      healthCheck: { command: ["CMD", "agent", "health"], interval: 10, timeout: 5, retries: 3, startPeriod: 30 },
    });
  });

  it("gets its share of the CPU, and the application the rest", async () => {
    const { application, agent, collector } = await containersOf({
      cpu: "1000m",
      sidecars: [
        { ...AGENT, cpu: "250m" },
        { ...AGENT, name: "collector" },
      ],
    });

    expect(agent).toMatchObject({ cpu: 256 });
    expect(application).toMatchObject({ cpu: 768 });
    expect(collector).not.toHaveProperty("cpu");
  });

  it("can be pulled and has its secrets by the execution role", async () => {
    const resources = await deployService(() => ({
      image: ECR_IMAGE,
      secrets: { URL: SECRET },
      sidecars: [
        { ...AGENT, image: ECR_IMAGE.replace("tools", "agent"), secrets: { API_KEY: OTHER_SECRET } },
        { ...AGENT, name: "copy", image: ECR_IMAGE, registryCredentialsArn: SECRET.replace("shop", "registry") },
      ],
    }));
    const statements = policies(resources)["shop-web-execution"]?.Statement;
    const repository = "arn:mock:ecr:eu-central-1:123456789012:repository/";

    expect(statements?.slice(1)).toEqual([
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      expect.objectContaining({ Resource: [`${repository}agent`, `${repository}tools`] }),
      expect.objectContaining({
        Action: "secretsmanager:GetSecretValue",
        Resource: [SECRET.replace("shop", "registry"), SECRET, OTHER_SECRET],
      }),
    ]);
  });

  it("can be looked into with ECS Exec, unless it has ended when the task serves", async () => {
    const found = await containersOf({ enableExecuteCommand: true, sidecars: [AGENT, PREPARE] });
    const paths = (name: string) =>
      (found[name]?.mountPoints as { containerPath: string }[]).map(({ containerPath }) => containerPath);

    expect(paths("agent")).toContain("/managed-agents");
    expect(paths("prepare")).not.toContain("/managed-agents");
  });
});

describe("sidecars that run first", () => {
  it("have to end with success, one after another, before the application and all others start", async () => {
    const found = await containersOf({
      sidecars: [AGENT, { ...PREPARE, name: "second" }, { ...PREPARE, name: "first", user: "1000:1000" }],
    });
    const after = (containerName: string) => [{ containerName, condition: "SUCCESS" }];

    expect(found.second).toMatchObject({ essential: false, user: "0:0" });
    expect(found.second).not.toHaveProperty("dependsOn");
    expect(found.first).toMatchObject({ essential: false, dependsOn: after("second") });
    expect(found.application).toMatchObject({ dependsOn: after("first") });
    expect(found.agent).toMatchObject({ dependsOn: after("first") });
  });

  it("stand before others, which stand in the order of their names: another order deploys nothing", async () => {
    const [one, other] = [
      await containersOf({ sidecars: [AGENT, { ...AGENT, name: "collector" }, PREPARE] }),
      await containersOf({ sidecars: [PREPARE, { ...AGENT, name: "collector" }, AGENT] }),
    ];

    expect(Object.keys(one)).toEqual(["application", "prepare", "agent", "collector"]);
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });
});

describe("mounts", () => {
  it("share a volume of the task", async () => {
    const resources = await deployService(() => ({
      mounts: [
        { volume: "data", path: "/data" },
        { volume: "configuration", path: "/configuration", readOnly: true },
      ],
      sidecars: [PREPARE],
    }));
    const { application, prepare } = containers(resources);

    expect(only(resources, TYPES.taskDefinition).inputs.volumes).toEqual([
      { name: "tmp" },
      { name: "configuration" },
      { name: "data" },
      { name: "prepare-tmp" },
    ]);
    expect(application?.mountPoints).toEqual([
      { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
      { sourceVolume: "configuration", containerPath: "/configuration", readOnly: true },
      { sourceVolume: "data", containerPath: "/data", readOnly: false },
    ]);
    expect(prepare?.mountPoints).toContainEqual({
      sourceVolume: "configuration",
      containerPath: "/configuration",
      readOnly: false,
    });
  });
});

describe("what a service refuses of sidecars and mounts", () => {
  it.each<[string, Overrides, RegExp]>([
    ["a name that isn't one", { sidecars: [{ ...AGENT, name: "a b" }] }, /^sidecars\[0\]\.name: must be of letters/],
    ["the application's name", { sidecars: [{ ...AGENT, name: "application" }] }, /^sidecars\[0\]\.name: .*unique/],
    ["one name twice", { sidecars: [AGENT, AGENT] }, /^sidecars\[1\]\.name: must be unique in the task, got "agent"/],
    ["an image by tag", { sidecars: [{ ...AGENT, image: "agent:7" }] }, /^sidecars\[0\]\.image: .*digest/],
    ["root", { sidecars: [{ ...AGENT, user: "0:0" }] }, /^sidecars\[0\]\.user: .*other than root/],
    ["root's group", { sidecars: [{ ...PREPARE, user: "1000:0" }] }, /^sidecars\[0\]\.user: /],
    ["root for the application", { user: "0:0" }, /^user: .*other than root/],
    ["an empty entry point", { entryPoint: [] }, /^entryPoint: must name what to run/],
    ["an empty command", { sidecars: [{ ...AGENT, command: [] }] }, /^sidecars\[0\]\.command: /],
    [
      "a secret in plain text",
      { sidecars: [{ ...AGENT, environment: { DD_API_KEY: "1234" } }] },
      /^sidecars\[0\]\.environment\.DD_API_KEY: looks like a secret(?!.*1234)/,
    ],
    [
      "credentials that aren't a secret",
      { sidecars: [{ ...AGENT, registryCredentialsArn: "hunter2" }] },
      /^sidecars\[0\]\.registryCredentialsArn: /,
    ],
    [
      "an essential container that ends",
      { sidecars: [{ ...PREPARE, essential: true }] },
      /^sidecars\[0\]\.essential: can't be true for a container that runsFirst/,
    ],
    [
      "a health check of a container that ends",
      { sidecars: [{ ...PREPARE, containerHealthCheck: { command: ["CMD", "true"] } }] },
      /^sidecars\[0\]\.containerHealthCheck: means nothing/,
    ],
    [
      "a health check that ECS doesn't take",
      { sidecars: [{ ...AGENT, containerHealthCheck: { command: ["true"] } }] },
      /^sidecars\[0\]\.containerHealthCheck\.command: must be "CMD"/,
    ],
    ["CPU that isn't any", { sidecars: [{ ...AGENT, cpu: "0" }] }, /^sidecars\[0\]\.cpu: must be more than zero/],
    ["memory that is too little", { sidecars: [{ ...AGENT, memory: "5Mi" }] }, /^sidecars\[0\]\.memory: .*"6Mi"/],
    [
      "more CPU than the task has",
      {
        sidecars: [
          { ...AGENT, cpu: "500m" },
          { ...PREPARE, cpu: "500m" },
        ],
      },
      /^cpu: must be more than what the sidecars take together \(500m \+ 500m\), got "1000m"/,
    ],
    [
      "all of the task's memory",
      { sidecars: [{ ...AGENT, memory: "2Gi" }] },
      /^memory: must be more than what the sidecars take together \(2Gi\), got "2Gi"/,
    ],
    [
      "ten sidecars",
      { sidecars: Array.from({ length: 10 }, (_, index) => ({ ...AGENT, name: `agent-${index}` })) },
      /^sidecars: must be 9 at most, since a task has ten containers, got 10$/,
    ],
    [
      "a volume without a name",
      { mounts: [{ volume: "", path: "/data" }] },
      /^mounts\[0\]\.volume: must be of letters/,
    ],
    ["a path that isn't absolute", { mounts: [{ volume: "data", path: "data" }] }, /^mounts\[0\]\.path: .*absolute/],
    [
      "a path twice",
      { mounts: [{ volume: "data", path: "/tmp" }], writablePaths: ["/tmp"] },
      /^mounts\[0\]\.path: is mounted or among writablePaths already/,
    ],
    [
      "a path by default and again",
      { mounts: [{ volume: "data", path: "/tmp" }] },
      /^mounts\[0\]\.path: is mounted or among writablePaths already/,
    ],
    [
      "a volume named as scratch space",
      { mounts: [{ volume: "tmp", path: "/data" }] },
      /^mounts: name a volume "tmp", as writablePaths/,
    ],
  ])("is %s", async (_, overrides, problem) => {
    expect(await refusalsOfService(() => overrides)).toEqual([expect.stringMatching(problem)]);
  });

  it("is not what is just within", async () => {
    const sidecars: SidecarArgs[] = [
      { ...AGENT, cpu: "999m", memory: "2047Mi" },
      { ...PREPARE, user: "0", memory: "1Mi" as const, cpu: undefined },
    ];

    expect(await refusalsOfService(() => ({ sidecars }))).toEqual([
      expect.stringMatching(/^sidecars\[1\]\.memory/),
      expect.stringMatching(/^memory: /),
    ]);
  });

  it("is more than a task definition holds, of all containers", async () => {
    const environment = { TEXT: "x".repeat(32_000) };

    expect(await refusalsOfService(() => ({ environment, sidecars: [{ ...AGENT, environment }] }))).toEqual([
      expect.stringMatching(/^environment: must be short enough for a task definition/),
    ]);
  });

  it("is more secrets than the execution role's policy holds, of all containers", async () => {
    const secrets = (from: number) =>
      Object.fromEntries(
        Array.from({ length: 80 }, (_, index) => [`S${index}`, SECRET.replace("shop", `shop/number-${from + index}`)]),
      );

    expect(
      await refusalsOfService(() => ({ secrets: secrets(100), sidecars: [{ ...AGENT, secrets: secrets(200) }] })),
    ).toEqual([expect.stringMatching(/^secrets: must fit into the policy/)]);
  });
});

/** What an update of a running service does. */
async function update(before: () => Overrides, after: () => Overrides): Promise<Changes> {
  return changesBetween(await deployService(before), await deployService(after));
}

const NOTHING: Changes = { created: [], updated: [], replaced: [], deleted: [] };
/** Another revision, to which the service is updated. */
const DEPLOYED: Changes = {
  ...NOTHING,
  updated: ["Service shop-web"],
  replaced: ["TaskDefinition shop-web"],
};
/** The same, with a policy for the old tasks and another for the new ones. */
const DEPLOYED_WITH_POLICY: Changes = {
  ...DEPLOYED,
  replaced: ["RolePolicy shop-web-execution", "TaskDefinition shop-web"],
};

describe("an update of a running service", () => {
  const sidecars =
    (...list: SidecarArgs[]) =>
    (): Overrides => ({ ...behindLoadBalancer(), sidecars: list });

  it.each<[string, SidecarArgs[], SidecarArgs[], Changes]>([
    ["nothing new", [AGENT], [AGENT], NOTHING],
    ["another order", [AGENT, PREPARE], [PREPARE, AGENT], NOTHING],
    ["a sidecar more", [], [AGENT], DEPLOYED],
    ["a sidecar less", [AGENT], [], DEPLOYED],
    ["another environment of one", [AGENT], [{ ...AGENT, environment: { VERSION: "2" } }], DEPLOYED],
    ["a secret of one", [AGENT], [{ ...AGENT, secrets: { API_KEY: SECRET } }], DEPLOYED_WITH_POLICY],
    ["a mount of one", [AGENT], [{ ...AGENT, mounts: [{ volume: "data", path: "/data" }] }], DEPLOYED],
  ])("of %s does what it takes", async (_, before, after, expected) => {
    expect(await update(sidecars(...before), sidecars(...after))).toEqual(expected);
  });

  it("of a mount deploys", async () => {
    const mounts = [{ volume: "data", path: "/data" }];

    expect(await update(behindLoadBalancer, () => ({ ...behindLoadBalancer(), mounts }))).toEqual(DEPLOYED);
    expect(await update(() => ({ ...behindLoadBalancer(), mounts }), behindLoadBalancer)).toEqual(DEPLOYED);
  });

  it("of an entry point deploys", async () => {
    expect(
      await update(
        () => ({}),
        () => ({ entryPoint: ["/run"] }),
      ),
    ).toEqual(DEPLOYED);
  });
});
