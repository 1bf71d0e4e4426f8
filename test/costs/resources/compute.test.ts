import { costIn, monthlyIn, resource } from "../support/stack";

const TEMPLATE = resource("aws:ec2/launchTemplate:LaunchTemplate", "instances", {
  instanceType: "m6i.large",
  monitoring: { enabled: true },
  blockDeviceMappings: [{ ebs: { volumeSize: 50, volumeType: "gp3" } }],
});

function group(properties: Readonly<Record<string, unknown>>) {
  return resource("aws:autoscaling/group:Group", "instances", { launchTemplate: { id: "lt-1" }, ...properties });
}

function service(properties: Readonly<Record<string, unknown>> = {}) {
  return resource("aws:ecs/service:Service", "web", {
    name: "web-1",
    launchType: "FARGATE",
    desiredCount: 2,
    taskDefinition: "arn:aws:ecs:us-east-1:123456789012:task-definition/web:7",
    ...properties,
  });
}

const TASK = resource(
  "aws:ecs/taskDefinition:TaskDefinition",
  "web",
  { cpu: "1024", memory: "2048" },
  { outputs: { arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/web:7" } },
);

const TARGET = resource("aws:appautoscaling/target:Target", "web", {
  minCapacity: 2,
  maxCapacity: 10,
  resourceId: "service/shop/web-1",
});

describe("EC2 instances", () => {
  it("are paid for by the hour, with their volumes", () => {
    const instance = resource("aws:ec2/instance:Instance", "host", {
      instanceType: "m5.large",
      rootBlockDevice: { volumeSize: 20, volumeType: "gp3" },
    });

    // 730 × 0.096 = 70.08, and 20 × 0.08 = 1.60
    expect(monthlyIn([instance])).toEqual([71.68, 71.68]);
  });

  it("are paid for between the least and the most of a group, with volumes and detailed monitoring", () => {
    // An instance in eu-west-1: 730 × 0.107 = 78.11, 50 × 0.088 = 4.40, and 7 × 0.30 = 2.10; 84.61 together.
    expect(monthlyIn([group({ minSize: 2, maxSize: 5 }), TEMPLATE], "eu-west-1")).toEqual([169.22, 423.05]);
  });

  it("cost as the dearest of several types", () => {
    const overrides = [{ instanceType: "m6a.large" }, { instanceType: "m6i.large" }];
    const mixed = group({
      minSize: 1,
      maxSize: 1,
      launchTemplate: undefined,
      mixedInstancesPolicy: {
        launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" }, overrides },
      },
    });

    expect(monthlyIn([mixed, { ...TEMPLATE, id: "lt-1" }], "eu-west-1")).toEqual([84.61, 84.61]);
  });

  it("cost nothing in a group whose capacity no service uses", () => {
    const provider = resource("aws:ecs/capacityProvider:CapacityProvider", "capacity", {
      autoScalingGroupProvider: { autoScalingGroupArn: "arn:group" },
    });

    expect(
      monthlyIn([{ ...group({ minSize: 2, maxSize: 5 }), outputs: { arn: "arn:group" } }, TEMPLATE, provider]),
    ).toEqual([0, 0]);
  });

  it("are unpriced where their type has no price, and where it isn't known", () => {
    const unknown = resource("aws:autoscaling/group:Group", "instances", { minSize: 1, maxSize: 1 });

    expect(costIn([unknown])).toEqual({ kind: "unpriced", reason: "its instance type isn't known" });
    expect(costIn([resource("aws:ec2/instance:Instance", "host", { instanceType: "x9z.large" })])).toMatchObject({
      kind: "unpriced",
      reason: expect.stringContaining("no price of ec2.x9z.large") as string,
    });
  });
});

describe("EBS volumes", () => {
  // Amazon EBS pricing, "Amazon EBS General Purpose Volumes (gp3)": 3,000 IOPS and 125 MB/s are free; US East: 0.08 a
  // GB, 0.005 an IOPS, 0.04 a MB/s.
  it.each([
    [{ size: 2000, type: "gp3", iops: 10_000, throughput: 500 }, 210], // 160 + 7,000 × 0.005 + 375 × 0.04
    [{ size: 100, type: "gp3" }, 8],
    [{ size: 100, type: "gp2" }, 10],
    [{ size: 30, type: "io1", iops: 300 }, 23.25], // 3.75 + 300 × 0.065
    [{ size: 40, type: "st1" }, 1.8],
  ])("%j cost %d a month", (properties, usd) => {
    expect(monthlyIn([resource("aws:ebs/volume:Volume", "data", properties)])).toEqual([usd, usd]);
  });
});

describe("a service on Fargate", () => {
  // 1 × 0.04048 + 2 × 0.004445 = 0.04937 an hour, 36.04 a month.
  it("is paid for by the tasks that it asks for", () => {
    expect(monthlyIn([service(), TASK])).toEqual([72.08, 72.08]);
  });

  it("is paid for between the bounds of its scaling", () => {
    expect(monthlyIn([service(), TASK, TARGET])).toEqual([72.08, 360.4]);
  });

  it("takes the task definition of its own name where a preview doesn't know which it will be", () => {
    const unknown = service({ taskDefinition: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
    const other = resource("aws:ecs/taskDefinition:TaskDefinition", "worker", { cpu: "4096", memory: "8192" });

    expect(monthlyIn([unknown, other, TASK])).toEqual([72.08, 72.08]);
  });

  it("costs less on ARM", () => {
    const arm = { ...TASK, inputs: { ...TASK.inputs, runtimePlatform: { cpuArchitecture: "ARM64" } } };

    // 0.03238 + 2 × 0.00356 = 0.0395 an hour
    expect(monthlyIn([service({ desiredCount: 1 }), arm], "eu-west-1")).toEqual([28.84, 28.84]);
  });

  // AWS Fargate pricing, example 1: 5 tasks of 1 vCPU and 2 GB that run 10 minutes a day for 30 days cost 1.23 in US East:
  // 25 hours of each.
  it("has the prices of AWS's example", () => {
    const [month] = monthlyIn([service({ desiredCount: 1 }), TASK]);

    expect(((month / 730) * 25).toFixed(2)).toBe("1.23");
  });

  it("costs nothing by itself on instances, which are paid for", () => {
    const onInstances = service({ launchType: undefined, capacityProviderStrategies: [{ capacityProvider: "shop" }] });

    expect(monthlyIn([onInstances, TASK])).toEqual([0, 0]);
  });

  it("is unpriced without its task definition", () => {
    expect(costIn([service()])).toEqual({ kind: "unpriced", reason: "its task definition isn't known" });
  });
});
