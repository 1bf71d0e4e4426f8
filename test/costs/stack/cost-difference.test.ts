import { type ChangedResource, costDifference } from "../../../costs/stack/cost-difference";
import { plannedResources } from "../../../costs/stack/planned-resources";
import { resource } from "../support/stack";

const NAT = resource("aws:ec2/natGateway:NatGateway", "nat");
const KEY = resource("aws:kms/key:Key", "key");
const TASK = resource("aws:ecs/taskDefinition:TaskDefinition", "web", { cpu: "1024", memory: "2048" }, { id: "web:1" });

function service(desiredCount: number, taskDefinition = "web:1") {
  return resource("aws:ecs/service:Service", "web", { launchType: "FARGATE", desiredCount, taskDefinition });
}

function same(state: ReturnType<typeof resource>): ChangedResource {
  return { before: state, after: state };
}

describe("the difference that a change makes", () => {
  it("is told by resource, the largest first, with what it was and will be", () => {
    const { before, after, difference, changes } = costDifference(
      [{ after: NAT }, { before: KEY }, same(TASK), { before: service(1), after: service(2) }],
      "us-east-1",
    );

    // A task costs 36.04 a month, a NAT gateway 32.85, a key 1.
    expect(changes.map(({ name, difference: { max } }) => [name, max])).toEqual([
      ["web", 36.04],
      ["nat", 32.85],
      ["key", -1],
    ]);
    expect([before.max, after.max, difference.max]).toEqual([37.04, 104.93, 67.89]);
    expect(changes[0]).toMatchObject({ before: { max: 36.04 }, after: { max: 72.08 } });
  });

  it("is the service's where its task definition changes, and the service itself doesn't", () => {
    const larger = { ...TASK, inputs: { cpu: "2048", memory: "4096" } };
    const { changes } = costDifference([{ before: TASK, after: larger }, same(service(1))], "us-east-1");

    expect(changes).toMatchObject([{ name: "web", type: "aws:ecs/service:Service", difference: { max: 36.04 } }]);
  });

  it("is a range where a count has bounds", () => {
    const group = (maxSize: number) =>
      resource("aws:autoscaling/group:Group", "instances", { minSize: 1, maxSize, launchTemplate: { id: "lt-1" } });
    const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "instances", { instanceType: "m5.large" });
    const { difference } = costDifference([same(template), { before: group(2), after: group(3) }], "us-east-1");

    expect(difference).toEqual({ min: 0, max: 70.08 });
  });

  it("is nothing where nothing changes that costs something", () => {
    const role = resource("aws:iam/role:Role", "role");

    expect(costDifference([same(NAT), { after: role }], "us-east-1")).toMatchObject({
      changes: [],
      difference: { min: 0, max: 0 },
      unpriced: [],
    });
  });

  it("leaves out of its sums what has no price, and says so", () => {
    const computer = resource("aws:quantum/computer:Computer", "q");
    const { changes, unpriced } = costDifference([{ after: computer }], "us-east-1");

    expect(changes).toEqual([]);
    expect(unpriced).toEqual([{ type: computer.type, names: ["q"], reason: "no prices of this type are known here" }]);
  });

  it("counts once what waits to be deleted after its replacement", () => {
    const { before } = costDifference([{ before: NAT }, { before: { ...NAT, delete: true } }], "us-east-1");

    expect(before.max).toBe(32.85);
  });
});

describe("planned resources", () => {
  it("are one for each, though a replacement takes several steps", () => {
    const larger = { ...TASK, inputs: { cpu: "2048" } };

    expect(plannedResources([{ before: TASK, after: larger }, { before: TASK }])).toEqual([
      { before: TASK, after: larger },
    ]);
    expect(plannedResources([{ before: TASK }, { after: larger }])).toEqual([{ before: TASK, after: larger }]);
  });
});
