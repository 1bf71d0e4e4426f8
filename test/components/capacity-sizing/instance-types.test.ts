import { architectureOf } from "../../../components/auto-scaling-group/machine-image";
import {
  INSTANCE_TYPE_NAMES,
  instanceType,
  nearestInstanceType,
} from "../../../components/capacity-sizing/instance-types";
import { RESERVED_MEMORY_MEBIBYTES } from "../../../components/capacity-sizing/capacity";
import { offerOf } from "./support";

describe("the table of instance types", () => {
  // Amazon EC2's own figures, and Amazon ECS Developer Guide, "Supported instances for increased Amazon ECS container
  // network interfaces".
  it.each([
    ["m6i.large", 2, 8192, "x86_64", 2, 10],
    ["m5.large", 2, 8192, "x86_64", 2, 10],
    ["c5.xlarge", 4, 8192, "x86_64", 3, 20],
    ["m7g.large", 2, 8192, "arm64", 2, 10],
    ["t3.small", 2, 2048, "x86_64", 2, undefined],
    ["m6a.8xlarge", 32, 131_072, "x86_64", 7, 90],
  ] as const)("knows %s", (name, virtualCpus, memoryMebibytes, architecture, taskInterfaces, trunkedTaskInterfaces) => {
    expect(instanceType(name)).toEqual({
      name,
      virtualCpus,
      memoryMebibytes,
      architecture,
      taskInterfaces,
      trunkedTaskInterfaces,
    });
  });

  it.each(["m5n.large", "m5zn.large", "c5n.large", "r5b.16xlarge", "c5a.8xlarge", "r5.8xlarge"])(
    "knows that ECS makes no trunk on %s",
    (name) => {
      expect(instanceType(name)).toMatchObject({ trunkedTaskInterfaces: undefined });
    },
  );

  // Memory that ECS was seen to register, before ECS_RESERVED_MEMORY.
  it.each([
    ["t3.small", 1901],
    ["t3.medium", 3828],
    ["c5.large", 3704],
    ["m5.large", 7680],
    ["c5.xlarge", 7624],
    ["c5.2xlarge", 15_463],
    ["m5.4xlarge", 62_950],
    ["c5.18xlarge", 140_768],
    ["m5.24xlarge", 378_652],
  ])("promises tasks on %s no more memory than its %i MiB", (name, registered) => {
    expect(offerOf(name).memoryMebibytes).toBeLessThanOrEqual(registered - RESERVED_MEMORY_MEBIBYTES);
  });

  it("makes sense for every type", () => {
    expect(INSTANCE_TYPE_NAMES.length).toBeGreaterThan(500);
    for (const type of INSTANCE_TYPE_NAMES.flatMap((name) => instanceType(name) ?? [])) {
      expect(type.virtualCpus).toBeGreaterThan(0);
      expect(type.taskInterfaces).toBeGreaterThan(0);
      expect(type.trunkedTaskInterfaces ?? Infinity).toBeGreaterThan(type.taskInterfaces);
      expect(type.architecture).toBe(architectureOf(type.name));
    }
  });

  it("knows no others, but what they are like", () => {
    expect(instanceType("m6i.gigantic")).toBeUndefined();
    expect(nearestInstanceType("m6i.lrge")).toBe("m6i.large");
  });

  it("is less what firmware, kernel and agents hold", () => {
    expect(offerOf("m6i.large")).toEqual({ cpuUnits: 2048, memoryMebibytes: 7270, networkInterfaces: 2 });
    expect(offerOf("t3.nano").memoryMebibytes).toBe(0);
    expect(offerOf("m6i.large", true).networkInterfaces).toBe(10);
    expect(offerOf("t3.small", true).networkInterfaces).toBe(2);
  });
});
