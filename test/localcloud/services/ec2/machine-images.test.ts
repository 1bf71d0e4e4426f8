import {
  architectureOfImage,
  architectureOfInstanceType,
  machineImage,
} from "../../../../localcloud/services/ec2/machine-images";

describe("machine images", () => {
  it.each([
    ["m7i.large", "x86_64"],
    ["m7g.large", "arm64"],
    ["c7gn.16xlarge", "arm64"],
    ["r8gd.medium", "arm64"],
    ["im4gn.large", "arm64"],
    ["g5g.xlarge", "arm64"],
    ["a1.medium", "arm64"],
    ["g4dn.xlarge", "x86_64"],
    ["g6.xlarge", "x86_64"],
    ["t3a.micro", "x86_64"],
    ["u7i-12tb.224xlarge", "x86_64"],
    ["u-6tb1.metal", "x86_64"],
  ])("are for the architecture of %s: %s", (instanceType, architecture) => {
    expect(architectureOfInstanceType(instanceType)).toBe(architecture);
  });

  it("differ by region and architecture, and stay the same", () => {
    const ids = ["eu-west-1", "us-east-1"].flatMap((region) => [
      machineImage(region, "x86_64"),
      machineImage(region, "arm64"),
    ]);

    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe(machineImage("eu-west-1", "x86_64"));
    expect(ids.every((id) => /^ami-[0-9a-f]{17}$/.test(id))).toBe(true);
    expect(architectureOfImage(ids[1] ?? "", "eu-west-1")).toBe("arm64");
    expect(architectureOfImage(ids[1] ?? "", "us-east-1")).toBeUndefined();
  });
});
