import { isKnownAs, MANDATORY_FROM_STAGING, resourceRule } from "../core";
import { SERVICE } from "./shared/ecs-service";

const PROPERTY = "networkConfiguration.assignPublicIp";

export const ecsNoPublicAddress = resourceRule({
  name: "ecs-no-public-address",
  title: "Tasks have no public addresses",
  description: "No ECS service gives its tasks public IP addresses.",
  why:
    "A task with a public address is reached from the internet past the load balancer, its certificate and its firewall, " +
    "as soon as one security group is too wide.",
  fix:
    "Leave `assignPublicIp` out, put the tasks in private subnets, and let them out through a NAT gateway or VPC " +
    "endpoints.",
  severity: "high",
  identifiers: { fsbp: ["ECS.2"], checkov: ["CKV_AWS_333"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Best practices for connecting Amazon ECS applications to the internet",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html",
    },
  ],
  types: [SERVICE],
  levels: MANDATORY_FROM_STAGING,
  check(service) {
    if (!isKnownAs(service.boolean(PROPERTY), true)) return [];
    return [
      {
        property: PROPERTY,
        value: true,
        problem: "the tasks can be reached from the internet past the load balancer",
        allowed: "false, or not set",
        fix: "take assignPublicIp out, and use private subnets with a NAT gateway or VPC endpoints",
      },
    ];
  },
});
