import { changedInputs, inputProblems, isAnotherRun } from "../../../../components/database-migration/provider/inputs";

const INPUTS = {
  image: "registry.example.com/shop@sha256:1",
  command: ["node", "dist/migrate.js"],
  databaseHost: "shop.abc.eu-west-1.rds.amazonaws.com",
  clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
  taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-migration:3",
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupIds: ["sg-a"],
  logGroupName: "/ecs/shop-migration",
  timeoutSeconds: 600,
};

describe("a change of a run's inputs", () => {
  it.each<[string, object, boolean]>([
    ["another image", { image: "registry.example.com/shop@sha256:2" }, true],
    ["another command", { command: ["node", "other.js"] }, true],
    ["another database, as after a restore", { databaseHost: "restored.abc.eu-west-1.rds.amazonaws.com" }, true],
    ["a role of services", { serviceSecretVersion: "0a1b" }, true],
    ["another revision of the task definition", { taskDefinitionArn: "…:4" }, false],
    ["another time limit", { timeoutSeconds: 60 }, false],
    ["other subnets", { subnetIds: ["subnet-c"] }, false],
    ["other security groups", { securityGroupIds: [] }, false],
    ["another cluster", { clusterArn: "…/other" }, false],
    ["another log group", { logGroupName: "/other" }, false],
  ])("by %s is told, and runs it or doesn't", (_, change, runs) => {
    const after = { ...INPUTS, ...change };

    expect(changedInputs(INPUTS, after)).toEqual(Object.keys(change));
    expect(isAnotherRun(INPUTS, after)).toBe(runs);
  });

  it("by another first password of services is told, and runs it; so does the role's end", () => {
    const before = { ...INPUTS, serviceSecretVersion: "0a1b" };

    expect(changedInputs(before, { ...before, serviceSecretVersion: "2c3d" })).toEqual(["serviceSecretVersion"]);
    expect(isAnotherRun(before, { ...before, serviceSecretVersion: "2c3d" })).toBe(true);
    expect(isAnotherRun(before, { ...before })).toBe(false);
    expect(isAnotherRun(before, INPUTS)).toBe(true);
  });

  it("is none where everything is the same, whatever the state has besides", () => {
    expect(changedInputs({ ...INPUTS, taskArn: "arn" }, { ...INPUTS, command: [...INPUTS.command] })).toEqual([]);
    expect(isAnotherRun({ ...INPUTS, taskArn: "arn" }, INPUTS)).toBe(false);
  });
});

describe("inputs", () => {
  it("are complete, or what is missing is told", () => {
    const { image, ...others } = INPUTS;

    expect(inputProblems(INPUTS)).toEqual([]);
    expect(inputProblems(others)).toEqual([{ property: "image", reason: "is missing" }]);
    expect(image).toBeDefined();
  });
});
