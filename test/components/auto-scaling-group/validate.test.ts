import type { AutoScalingGroupArgs } from "../../../components/auto-scaling-group";
import { cpu } from "../../../components/scaling";
import { problemsOf } from "./support";

describe("a group's arguments", () => {
  it.each<[string, Partial<AutoScalingGroupArgs>, RegExp]>([
    ["no instance type", { instanceTypes: [] }, /^instanceTypes: must name one at least/],
    [
      "something else than a type",
      { instanceTypes: ["large"] },
      /^instanceTypes\[0\]: must be an instance type.*got "large"$/,
    ],
    ["a type twice", { instanceTypes: ["m6i.large", "m6i.large"] }, /^instanceTypes\[1\]: .*twice$/],
    [
      "two architectures",
      { instanceTypes: ["m6i.large", "m7g.large"] },
      /^instanceTypes: .*m6i\.large \(x86_64\), m7g\.large \(arm64\)$/,
    ],
    [
      "a warm pool of two types",
      { instanceTypes: ["m6i.large", "m6a.large"], warmPool: {} },
      /^warmPool: goes with one instance type only.*got 2/,
    ],
    [
      "two rules on a port that nothing tells apart",
      { ingress: [80, 443, 80].map((port) => ({ port, securityGroupId: "sg-1" })) },
      /^ingress\[2\]\.name: must differ from the names of the other rules on port 80.*give each a name/,
    ],
    [
      "a rule's name that is none",
      { ingress: [{ port: 80, securityGroupId: "sg-1", name: "Load Balancer" }] },
      /^ingress\[0\]\.name: must be lower-case letters.*got "Load Balancer"$/,
    ],
    ["something else than an image", { imageId: "amazon-linux" }, /^imageId: must be an AMI, .*got "amazon-linux"$/],
    ["no parameter", { imageId: "resolve:ssm:" }, /^imageId: must be an AMI, .* or a parameter/],
    [
      "a warm pool that looks its image up",
      { warmPool: {}, imageId: "resolve:ssm:/images/web" },
      /^imageId: must be an AMI with a warm pool/,
    ],
    ["bounds that cross", { minSize: 7 }, /^maxSize: must be at least minSize \(7\), got 6$/],
    ["half an instance", { minSize: 1.5 }, /^minSize: must be a whole number from 0 to 5000, got 1\.5$/],
    [
      "a beginning out of bounds",
      { desiredCapacity: 1 },
      /^desiredCapacity: must be from minSize \(2\) to maxSize \(6\), got 1$/,
    ],
    [
      "a disk smaller than the image",
      { rootVolumeSize: "20Gi" },
      /^rootVolumeSize: must be a whole number from 30 to 16384, got 20$/,
    ],
    ["no size", { rootVolumeSize: "30G" as "30Gi" }, /^rootVolumeSize: must be more than zero/],
    ["a life of hours", { maxInstanceLifetime: "12h" }, /^maxInstanceLifetime: must be whole seconds from "86400s"/],
    [
      "a refresh without room",
      { instanceRefresh: { minHealthyPercentage: 100, maxHealthyPercentage: 100 } },
      /^instanceRefresh\.maxHealthyPercentage: must be above minHealthyPercentage \(100\)/,
    ],
    [
      "a refresh that AWS refuses",
      { instanceRefresh: { minHealthyPercentage: 40, maxHealthyPercentage: 150 } },
      /^instanceRefresh\.maxHealthyPercentage: .*\(40\) by 1 to 100/,
    ],
    [
      "triggers beside a capacity provider",
      { cluster: { clusterName: "shop" }, triggers: [cpu()] },
      /^triggers: would fight the capacity provider/,
    ],
    ["a trigger that can't be", { triggers: [cpu({ below: 70 })] }, /^triggers\[0\]\.below: /],
    ["steps", { triggers: [cpu({ steps: [{ above: 80, instances: 4 }] })] }, /^triggers\[0\]\.steps: has no place/],
    [
      "a schedule out of bounds",
      { schedules: [{ name: "night", at: "22:00", minInstances: 9 }] },
      /^schedules\[0\]: must be whole numbers .*got minInstances 9 and maxInstances 6/,
    ],
    ["an alarm that can't sound", { alarms: { cpuPercent: 101 } }, /^alarms\.cpuPercent: .*from 1 to 100, got 101$/],
  ])("refuse %s", async (_, overrides, problem) => {
    expect(await problemsOf(overrides)).toEqual([expect.stringMatching(problem)]);
  });

  it("refuse everything that is wrong at once", async () => {
    expect(await problemsOf({ instanceTypes: [], maxSize: 1, healthCheckGracePeriod: "2h" })).toHaveLength(3);
  });
});
