import type { Properties } from "../../../../localcloud/model/values";
import { group, listening, TARGET_GROUP } from "../../services/lb/balanced";
import { type ApiRehearsal, apiRehearsal } from "../support";

function balanced() {
  const rehearsal = apiRehearsal();
  return { ...rehearsal, given: listening(rehearsal.test) };
}

async function states({ call }: ApiRehearsal, TargetGroupArn: string): Promise<unknown[]> {
  const { TargetHealthDescriptions } = await call("elbv2", "DescribeTargetHealth", { TargetGroupArn });
  return (TargetHealthDescriptions as Properties[]).map(({ Target, TargetHealth }) => {
    const { Id, Port } = Target as Properties;
    const { State, Reason } = TargetHealth as Properties;
    return [Id, Port, State, Reason];
  });
}

describe("targets of Elastic Load Balancing", () => {
  it("are registered by address with the group's port or another, and get healthy by their checks", async () => {
    const rehearsal = balanced();
    const TargetGroupArn = rehearsal.given.blue;
    const Targets = [{ Id: "10.0.0.10" }, { Id: "10.0.0.11", Port: 9000 }];
    await rehearsal.call("elbv2", "RegisterTargets", { TargetGroupArn, Targets });

    expect(await states(rehearsal, TargetGroupArn)).toEqual([
      ["10.0.0.10", 8080, "initial", "Elb.RegistrationInProgress"],
      ["10.0.0.11", 9000, "initial", "Elb.RegistrationInProgress"],
    ]);
    rehearsal.pass(300);
    expect(await states(rehearsal, TargetGroupArn)).toEqual([
      ["10.0.0.10", 8080, "healthy", undefined],
      ["10.0.0.11", 9000, "healthy", undefined],
    ]);
  });

  it("drain when they are deregistered, serve again when they are registered before the end, and then are gone", async () => {
    const rehearsal = balanced();
    const target = { TargetGroupArn: rehearsal.given.blue, Targets: [{ Id: "10.0.0.10" }] };
    await rehearsal.call("elbv2", "RegisterTargets", target);
    rehearsal.pass(300);
    await rehearsal.call("elbv2", "DeregisterTargets", target);
    const draining = await states(rehearsal, target.TargetGroupArn);
    rehearsal.pass(10);
    await rehearsal.call("elbv2", "RegisterTargets", target);
    rehearsal.pass(600);
    const again = await states(rehearsal, target.TargetGroupArn);
    await rehearsal.call("elbv2", "DeregisterTargets", target);
    rehearsal.pass(299);
    const atTheEnd = await states(rehearsal, target.TargetGroupArn);
    rehearsal.pass(2);

    expect(draining).toEqual([["10.0.0.10", 8080, "draining", "Target.DeregistrationInProgress"]]);
    expect(again).toEqual([["10.0.0.10", 8080, "healthy", undefined]]);
    expect(atTheEnd).toEqual(draining);
    expect(await states(rehearsal, target.TargetGroupArn)).toEqual([]);
  });

  it("that are there already, or not there, are left as they are", async () => {
    const rehearsal = balanced();
    const target = { TargetGroupArn: rehearsal.given.blue, Targets: [{ Id: "10.0.0.10" }] };
    await rehearsal.call("elbv2", "DeregisterTargets", target);
    await rehearsal.call("elbv2", "RegisterTargets", target);
    rehearsal.pass(300);
    await rehearsal.call("elbv2", "RegisterTargets", target);

    expect(await states(rehearsal, target.TargetGroupArn)).toEqual([["10.0.0.10", 8080, "healthy", undefined]]);
  });

  it.each<[string, string, object, Properties]>([
    ["an address beyond the network", "8.8.8.8", {}, { code: "InvalidTarget" }],
    ["an instance that doesn't run", "i-0123456789abcdef0", { targetType: "instance" }, { code: "InvalidTarget" }],
  ])("can't be %s", async (_, Id, inputs, error) => {
    const { call, test, given } = balanced();
    const TargetGroupArn = group(test, given.vpcId, { name: "own", ...inputs });

    await expect(call("elbv2", "RegisterTargets", { TargetGroupArn, Targets: [{ Id }] })).rejects.toMatchObject(error);
  });

  it.each(["RegisterTargets", "DeregisterTargets"])("of a group that isn't there are refused by %s", async (name) => {
    const { call } = balanced();

    await expect(call("elbv2", name, { TargetGroupArn: "arn:none", Targets: [] })).rejects.toMatchObject({
      code: "TargetGroupNotFound",
    });
  });
});

describe("a target group of Elastic Load Balancing", () => {
  it("is deleted unless a listener or rule forwards to it", async () => {
    const { call, test, given } = balanced();
    await expect(call("elbv2", "DeleteTargetGroup", { TargetGroupArn: given.blue })).rejects.toMatchObject({
      code: "ResourceInUse",
      message: expect.stringContaining("is currently in use by a listener or a rule") as unknown,
    });
    await call("elbv2", "DeleteTargetGroup", { TargetGroupArn: given.green });
    await call("elbv2", "DeleteTargetGroup", { TargetGroupArn: given.green });

    expect(test.cloud.state.ofType(TARGET_GROUP).map(({ id }) => id)).toEqual([given.blue]);
  });
});

describe("tags of Elastic Load Balancing", () => {
  it("are told of each resource that is named", async () => {
    const { call, test, given } = balanced();
    const own = group(test, given.vpcId, { name: "own", tags: { Environment: "staging", Name: "own" } });
    const { TagDescriptions } = await call("elbv2", "DescribeTags", { ResourceArns: [own, given.loadBalancerArn] });

    expect(TagDescriptions).toEqual([
      {
        ResourceArn: own,
        Tags: [
          { Key: "Environment", Value: "staging" },
          { Key: "Name", Value: "own" },
        ],
      },
      { ResourceArn: given.loadBalancerArn, Tags: [] },
    ]);
  });

  it.each([
    ["isn't there", "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/no/0", "TargetGroupNotFound"],
    ["is no ARN", "web", "ValidationError"],
    ["is of another service", "arn:aws:ecs:eu-central-1:123456789012:cluster/web", "ValidationError"],
  ])("are refused of what %s", async (_, arn, code) => {
    const { call, given } = balanced();

    await expect(call("elbv2", "DescribeTags", { ResourceArns: [given.blue, arn] })).rejects.toMatchObject({ code });
  });

  it("are told of twenty at once, and of no more", async () => {
    const { call, given } = balanced();
    const asked = (count: number) => call("elbv2", "DescribeTags", { ResourceArns: Array(count).fill(given.blue) });

    expect((await asked(20)).TagDescriptions).toHaveLength(20);
    await expect(asked(21)).rejects.toMatchObject({ code: "ValidationError" });
  });
});
