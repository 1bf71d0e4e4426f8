import { containersOf } from "../../../../localcloud/services/ecs/container-definition";
import { overridden, requireOverrides } from "../../../../localcloud/services/ecs/task-overrides";
import type { Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, refusalOf } from "../../support";
import { container, containers, ON_FARGATE } from "./tasks";

const ROLE = "arn:aws:iam::123456789012:role/migration";
const DEFINITION: Properties = {
  ...ON_FARGATE,
  ...containers(
    container({
      command: ["node", "dist/server.js"],
      environment: [
        { name: "LOG_LEVEL", value: "info" },
        { name: "PORT", value: "3000" },
      ],
      cpu: 256,
    }),
    container({ name: "sidecar", portMappings: [] }),
  ),
};

/** The first container as overrides make it. */
function changed(override: Properties): Properties {
  const given = { containerOverrides: [{ name: "application", ...override }] };
  const [first = {}, second] = containersOf(overridden(DEFINITION, given));
  expect(second).toEqual(containersOf(DEFINITION)[1]);
  return first;
}

describe("overrides of RunTask", () => {
  it("leave everything alone that they don't name", () => {
    const [application] = containersOf(DEFINITION);

    expect(overridden(DEFINITION, undefined)).toBe(DEFINITION);
    expect(changed({})).toEqual(application);
  });

  it.each<[string, Properties, Properties]>([
    ["the command", { command: ["node", "dist/migrate.js"] }, { command: ["node", "dist/migrate.js"] }],
    ["sizes", { cpu: 512, memory: 1024, memoryReservation: 128 }, { cpu: 512, memory: 1024, memoryReservation: 128 }],
    [
      "environment files",
      { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/a.env" }] },
      { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/a.env" }] },
    ],
    [
      "variables of their names, and add others",
      {
        environment: [
          { name: "LOG_LEVEL", value: "debug" },
          { name: "STEP", value: "1" },
        ],
      },
      {
        environment: [
          { name: "PORT", value: "3000" },
          { name: "LOG_LEVEL", value: "debug" },
          { name: "STEP", value: "1" },
        ],
      },
    ],
  ])("replace %s", (_name, override, expected) => {
    const [application] = containersOf(DEFINITION);
    expect(changed(override)).toEqual({ ...application, ...expected });
  });

  it("replace sizes and roles of the task", () => {
    const given = { cpu: "2048", memory: "4096", taskRoleArn: ROLE, executionRoleArn: ROLE };
    expect(overridden(DEFINITION, given)).toMatchObject(given);
  });
});

describe("RunTask", () => {
  const { cloud } = inLocalCloud();
  const refusal = (overrides: Properties, launchType?: string): string | undefined =>
    refusalOf(() => {
      const scope = { region: "eu-west-1", accountId: cloud.state.accountId, cloud: cloud.state, launchType };
      requireOverrides(overrides, { inputs: DEFINITION, ...scope });
    });
  const named = (override: Properties): Properties => ({ containerOverrides: [override] });
  const long = (characters: number): Properties => {
    const empty = JSON.stringify(named({ name: "application", command: [""] })).length;
    return named({ name: "application", command: ["x".repeat(characters - empty)] });
  };

  it.each<[string, Properties, string]>([
    [
      "a container that the definition doesn't have",
      named({ name: "other", command: ["true"] }),
      "InvalidParameterException: Override for container named other is not a container in the TaskDefinition.",
    ],
    [
      "more than 8192 characters",
      long(8193),
      "InvalidParameterException: Container Overrides length must be at most 8192",
    ],
    [
      "sizes that Fargate doesn't have",
      { cpu: "2048" },
      "ClientException: No Fargate configuration exists for given values: 2048 CPU, 2048 memory. (cpu, memory)",
    ],
    [
      "a container that is larger than its task",
      named({ name: "application", memory: 4096 }),
      "ClientException: The 'memory' setting for container 'application' is greater than for the task (containerDefinitions, memory)",
    ],
  ])("refuses overrides with %s", (_what, overrides, message) => {
    expect(refusal(overrides)).toBe(message);
  });

  it.each<[string, Properties, string | undefined]>([
    ["nothing", {}, undefined],
    ["an empty override", named({}), undefined],
    ["8192 characters", long(8192), undefined],
    ["sizes that Fargate has", { cpu: "2048", memory: "4096" }, "FARGATE"],
    ["sizes that only instances have", { cpu: "2048", memory: "2048" }, "EC2"],
  ])("takes overrides with %s", (_what, overrides, launchType) => {
    expect(refusal(overrides, launchType)).toBeUndefined();
  });
});
