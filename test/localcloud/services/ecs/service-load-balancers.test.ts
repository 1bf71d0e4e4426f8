import { describeRules, describeWarnings, inLocalCloud } from "../../support";
import { group, LISTENER_RULE } from "../lb/balanced";
import { attachedGroup, behind, serving } from "./serving";
import { SERVICE } from "./tasks";

describeRules(
  SERVICE,
  (cloud) => {
    const given = serving(cloud);
    return {
      ...given,
      unattached: group(cloud, given.vpcId, { name: "unattached" }),
      ofInstances: attachedGroup(cloud, given, { name: "of-instances", targetType: "instance" }),
    };
  },
  [
    [
      "a target group that isn't there",
      { loadBalancers: [behind("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/none/0")] },
      {},
      "InvalidParameterException",
      "targetgroup/none/0' does not exist. (loadBalancers[0].targetGroupArn)",
    ],
    [
      "a container that isn't there",
      ({ blue }) => ({ loadBalancers: [behind(blue, { containerName: "web" })] }),
      {},
      "InvalidParameterException",
      "The container web does not exist in the task definition. (loadBalancers[0].containerName)",
    ],
    [
      "a port that the container doesn't have",
      ({ blue }) => ({ loadBalancers: [behind(blue, { containerPort: 80 })] }),
      {},
      "InvalidParameterException",
      "The container application did not have a container port 80 defined. (loadBalancers[0].containerPort)",
    ],
    [
      "a target group of instances",
      ({ ofInstances }) => ({ loadBalancers: [behind(ofInstances)] }),
      {},
      "InvalidParameterException",
      "has target type instance, which is incompatible with the awsvpc network mode",
    ],
    [
      "a target group that no listener uses",
      ({ unattached }) => ({ loadBalancers: [behind(unattached)] }),
      {},
      "InvalidParameterException",
      "does not have an associated load balancer. (loadBalancers[0].targetGroupArn)",
    ],
    [
      "six target groups",
      ({ blue }) => ({ loadBalancers: Array.from({ length: 6 }, () => behind(blue)) }),
      ({ blue }) => ({ loadBalancers: Array.from({ length: 5 }, () => behind(blue)) }),
      "InvalidParameterException",
      "at most 5 target groups, got 6",
    ],
    [
      "a grace period that nothing checks",
      { healthCheckGracePeriodSeconds: 60, loadBalancers: undefined },
      { healthCheckGracePeriodSeconds: 60 },
      "InvalidParameterException",
      "Health check grace period is only valid for services configured to use load balancers",
    ],
  ],
);

describeWarnings(
  SERVICE,
  (cloud) => {
    const given = serving(cloud);
    return {
      ...given,
      unattached: group(cloud, given.vpcId, { name: "unattached" }),
      ofInstances: attachedGroup(cloud, given, { name: "of-instances", targetType: "instance" }),
    };
  },
  [
    [
      "a target group of another VPC",
      ({ foreignSubnetId }) => ({ networkConfiguration: { subnets: [foreignSubnetId] } }),
      ({ subnetId }) => ({ networkConfiguration: { subnets: [subnetId] } }),
      "the service's subnets are in vpc-",
    ],
  ],
);

describe("a listener rule", () => {
  it("attaches a target group as well as a listener does", () => {
    const cloud = inLocalCloud();
    const given = serving(cloud);
    const arn = group(cloud, given.vpcId, { name: "by-rule" });
    const inputs = { ...given.inputs, loadBalancers: [behind(arn)] };

    expect(() => cloud.create(SERVICE, inputs)).toThrow("does not have an associated load balancer");
    cloud.create(LISTENER_RULE, {
      listenerArn: given.listenerArn,
      priority: 1,
      conditions: [{ pathPattern: { values: ["/api/*"] } }],
      actions: [{ type: "forward", targetGroupArn: arn }],
    });
    expect(cloud.create(SERVICE, inputs).inputs.loadBalancers).toHaveLength(1);
  });
});
