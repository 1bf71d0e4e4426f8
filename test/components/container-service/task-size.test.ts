import {
  ephemeralStorageGibibytes,
  taskSize,
  type TaskSizeArgs,
  validateTaskSize,
} from "../../../components/container-service/task-size";
import type { SizeQuantity } from "../../../components/shared/quantity";
import { ArgumentProblems } from "../../../components/shared/validation";

function problems(args: TaskSizeArgs, kind: "fargate" | "capacity-provider" = "fargate"): string[] {
  const found = new ArgumentProblems();
  validateTaskSize(args, kind, found);
  return found.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("taskSize", () => {
  it("reads the notations of CO-2", () => {
    expect(taskSize({ cpu: "1000m", memory: "2Gi" })).toEqual({ cpuUnits: 1024, memoryMebibytes: 2048 });
  });
});

describe("ephemeralStorageGibibytes", () => {
  it.each<[SizeQuantity | undefined, number | undefined]>([
    [undefined, undefined],
    ["10Gi", undefined],
    ["20Gi", undefined],
    ["21Gi", 21],
    ["20481Mi", 21],
    ["200Gi", 200],
  ])("of %s is %s", (storage, expected) => {
    expect(ephemeralStorageGibibytes(storage)).toBe(expected);
  });
});

describe("validateTaskSize", () => {
  it("accepts CO-2 on both kinds of capacity", () => {
    const args: TaskSizeArgs = { cpu: "1000m", memory: "2Gi", storage: "10Gi" };

    expect(problems(args)).toEqual([]);
    expect(problems(args, "capacity-provider")).toEqual([]);
  });

  it("holds Fargate to its table and EC2 to its range", () => {
    expect(problems({ cpu: "1000m", memory: "1Gi" })).toEqual([expect.stringMatching(/^memory: Fargate has no task/)]);
    expect(problems({ cpu: "1000m", memory: "1Gi" }, "capacity-provider")).toEqual([]);
    expect(problems({ cpu: "125m", memory: "1Gi" }, "capacity-provider")).toEqual([]);
    expect(problems({ cpu: "100m", memory: "1Gi" }, "capacity-provider")).toEqual([
      'cpu: must be from "125m" to "192" on EC2, got 102 CPU units',
    ]);
    expect(problems({ cpu: "193", memory: "1Gi" }, "capacity-provider")).toHaveLength(1);
  });

  it("bounds storage on Fargate and leaves it to the disk on EC2", () => {
    const args: TaskSizeArgs = { cpu: "1", memory: "2Gi", storage: "201Gi" };

    expect(problems(args)).toEqual([
      expect.stringMatching(/^storage: must be at most "200Gi" on Fargate, got "201Gi"/),
    ]);
    expect(problems({ ...args, storage: "200Gi" })).toEqual([]);
    expect(problems(args, "capacity-provider")).toEqual([]);
  });

  it("names each quantity that is not in its notation", () => {
    const args = { cpu: "0m", memory: "0Gi", storage: "0Gi" } as const;

    expect(problems(args).map((problem) => problem.split(":")[0])).toEqual(["cpu", "memory", "storage"]);
  });
});
