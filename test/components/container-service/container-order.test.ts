import type { ContainerServiceArgs, SidecarArgs } from "../../../components/container-service";
import { changesBetween } from "../../support/changes";
import { only } from "../../support/deploy";
import { deployService, refusalsOfService, TYPES } from "./support";

const IMAGE = `public.ecr.aws/datadog/agent@sha256:${"1".repeat(64)}`;
const AGENT: SidecarArgs = { name: "agent", image: IMAGE };
const PREPARE: SidecarArgs = { name: "prepare", image: IMAGE, runsFirst: true };

type Overrides = Partial<ContainerServiceArgs>;

/** Container definitions by the containers' names. */
async function containersOf(overrides: Overrides): Promise<Record<string, Record<string, unknown>>> {
  const { inputs } = only(await deployService(() => overrides), TYPES.taskDefinition);
  const all = JSON.parse(String(inputs.containerDefinitions)) as (Record<string, unknown> & { name: string })[];
  return Object.fromEntries(all.map((each) => [each.name, each]));
}

const CHECK = { command: ["CMD", "/proxy", "health"] } as const;
const PROXY: SidecarArgs = { name: "proxy", image: IMAGE, port: 9000, containerHealthCheck: CHECK };

describe("the order of containers", () => {
  it("is what the application and sidecars wait for, after what runs first", async () => {
    const all = await containersOf({
      containerDependsOn: [
        { container: "warm-up", condition: "SUCCESS" },
        { container: "proxy", condition: "HEALTHY" },
      ],
      sidecars: [
        PREPARE,
        PROXY,
        { ...AGENT, dependsOn: [{ container: "application", condition: "START" }] },
        { name: "warm-up", image: IMAGE, essential: false, dependsOn: [{ container: "proxy", condition: "START" }] },
      ],
    });

    const prepared = { containerName: "prepare", condition: "SUCCESS" };
    expect(all.application?.dependsOn).toEqual([
      prepared,
      { containerName: "proxy", condition: "HEALTHY" },
      { containerName: "warm-up", condition: "SUCCESS" },
    ]);
    expect(all.agent?.dependsOn).toEqual([prepared, { containerName: "application", condition: "START" }]);
    expect(all["warm-up"]).toMatchObject({
      essential: false,
      dependsOn: [prepared, { containerName: "proxy", condition: "START" }],
    });
    expect(all.prepare).not.toHaveProperty("dependsOn");
  });

  it("is none by default", async () => {
    const all = await containersOf({ sidecars: [PROXY] });

    expect(all.application).not.toHaveProperty("dependsOn");
    expect(all.proxy).not.toHaveProperty("dependsOn");
  });

  it("is the same in whichever order it is written", async () => {
    const waits = [
      { container: "proxy", condition: "HEALTHY" },
      { container: "agent", condition: "START" },
    ] as const;
    const one = await containersOf({ containerDependsOn: waits, sidecars: [PROXY, AGENT] });
    const other = await containersOf({ containerDependsOn: [...waits].reverse(), sidecars: [PROXY, AGENT] });

    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  it("deploys a new revision when it changes, and touches nothing else", async () => {
    const [before, after] = [
      await deployService(() => ({ sidecars: [PROXY] })),
      await deployService(() => ({
        sidecars: [PROXY],
        containerDependsOn: [{ container: "proxy", condition: "HEALTHY" }],
      })),
    ];

    expect(changesBetween(before, after)).toEqual({
      created: [],
      updated: ["Service shop-web"],
      replaced: ["TaskDefinition shop-web"],
      deleted: [],
    });
  });

  it.each<[string, Overrides, string[]]>([
    [
      "a container that there isn't",
      { containerDependsOn: [{ container: "proxies", condition: "START" }], sidecars: [PROXY] },
      ["containerDependsOn[0].container: must be another container of the task (proxy)"],
    ],
    [
      "itself",
      { sidecars: [{ ...PROXY, dependsOn: [{ container: "proxy", condition: "START" }] }] },
      ["sidecars[0].dependsOn[0].container: must be another container"],
    ],
    [
      "the health of a container that isn't asked for it",
      { containerDependsOn: [{ container: "agent", condition: "HEALTHY" }], sidecars: [AGENT] },
      ['containerDependsOn[0].condition: can\'t be HEALTHY, since "agent" has no health check'],
    ],
    [
      "the end of an essential container (ECS refuses COMPLETE and SUCCESS of one)",
      { containerDependsOn: [{ container: "agent", condition: "COMPLETE" }], sidecars: [AGENT] },
      ['containerDependsOn[0].condition: can\'t be COMPLETE, since "agent" is essential'],
    ],
    [
      "the application's success",
      { sidecars: [{ ...AGENT, dependsOn: [{ container: "application", condition: "SUCCESS" }] }] },
      ['sidecars[0].dependsOn[0].condition: can\'t be SUCCESS, since "application" is essential'],
    ],
    [
      "what runs first anyway",
      { containerDependsOn: [{ container: "prepare", condition: "SUCCESS" }], sidecars: [PREPARE] },
      ['containerDependsOn[0].container: is "prepare", which runsFirst'],
    ],
    [
      "one container twice",
      {
        containerDependsOn: [
          { container: "proxy", condition: "START" },
          { container: "proxy", condition: "HEALTHY" },
        ],
        sidecars: [PROXY],
      },
      ['containerDependsOn[1].container: must name each container once, got "proxy" twice'],
    ],
    [
      "each other",
      {
        containerDependsOn: [{ container: "proxy", condition: "START" }],
        sidecars: [{ ...PROXY, dependsOn: [{ container: "application", condition: "START" }] }],
      },
      ["containerDependsOn: must not wait in a circle, got application after proxy after application"],
    ],
    [
      "what waits for those that run first, in one of these",
      { sidecars: [{ ...PREPARE, dependsOn: [{ container: "agent", condition: "START" }] }, AGENT] },
      ["sidecars[0].dependsOn: must not wait in a circle, got prepare after agent after prepare"],
    ],
    [
      "a condition that ECS doesn't know",
      { containerDependsOn: [{ container: "agent", condition: "STARTED" as never }], sidecars: [AGENT] },
      ["containerDependsOn[0].condition: must be one of START, HEALTHY, COMPLETE, SUCCESS"],
    ],
  ])("can't have a container wait for %s", async (_, overrides, reasons) => {
    const problems = await refusalsOfService(() => overrides);

    for (const reason of reasons) expect(problems).toContainEqual(expect.stringContaining(reason));
  });
});

describe("a sidecar's own port and stop timeout", () => {
  it("are its own, and the service's without", async () => {
    const all = await containersOf({ sidecars: [{ ...PROXY, stopTimeout: "90s" }, AGENT], stopTimeout: "60s" });

    expect(all.proxy).toMatchObject({
      portMappings: [{ containerPort: 9000, hostPort: 9000, protocol: "tcp" }],
      stopTimeout: 90,
    });
    expect(all.agent).toMatchObject({ stopTimeout: 60 });
    expect(all.agent).not.toHaveProperty("portMappings");
  });

  it.each<[string, Overrides, string]>([
    ["a port of the application", { port: 9000, sidecars: [PROXY] }, "sidecars[0].port: must be unlike"],
    ["a port of another sidecar", { sidecars: [PROXY, { ...AGENT, port: 9000 }] }, "sidecars[1].port: must be unlike"],
    ["no port at all", { sidecars: [{ ...PROXY, port: 0 }] }, "sidecars[0].port: "],
    ["more time than Fargate gives", { sidecars: [{ ...AGENT, stopTimeout: "121s" }] }, "sidecars[0].stopTimeout: "],
  ])("can't be %s", async (_, overrides, reason) => {
    expect(await refusalsOfService(() => overrides)).toContainEqual(expect.stringContaining(reason));
  });
});
