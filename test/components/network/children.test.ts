import type * as pulumi from "@pulumi/pulumi";
import { all, only } from "../../support/deploy";
import {
  ASSOCIATION,
  EIP,
  endpoint,
  FLOW_LOG,
  INGRESS_RULE,
  NAT_GATEWAY,
  network,
  ROUTE,
  ROUTE_TABLE,
  SECURITY_GROUP,
  SUBNET,
  VPC,
} from "./support";

/** A transform whose effect every kind of resource shows. */
function protect(_args: object, options: pulumi.CustomResourceOptions): void {
  options.protect = true;
}

describe("Network's children", () => {
  it("all have a parent within the network", async () => {
    for (const { name, type, parent } of await network({ interfaceEndpoints: true })) {
      if (type !== "proofpix:network:Network")
        expect([name, parent]).toEqual([name, expect.stringContaining("Network")]);
    }
  });

  const UNTAGGED = ["aws:iam/rolePolicy:RolePolicy", ASSOCIATION, ROUTE];

  it("all carry the caller's tags, those of awsx by way of its own argument", async () => {
    const resources = await network({ interfaceEndpoints: true, tags: { Environment: "production" } });
    const taggable = resources.filter(({ type, component }) => !component && !UNTAGGED.includes(type));

    expect(only(resources, VPC).inputs.tags).toEqual({ Environment: "production" });
    expect(taggable.length).toBeGreaterThan(10);
    for (const { name, inputs } of taggable) {
      expect([name, inputs.tags]).toEqual([name, expect.objectContaining({ Environment: "production" })]);
    }
  });

  it.each([
    ["vpc", VPC],
    ["subnet", SUBNET],
    ["routeTable", ROUTE_TABLE],
    ["routeTableAssociation", ASSOCIATION],
    ["route", ROUTE],
    ["elasticIp", EIP],
    ["natGateway", NAT_GATEWAY],
    ["defaultSecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
    ["flowLogGroup", "aws:cloudwatch/logGroup:LogGroup"],
    ["flowLogRole", "aws:iam/role:Role"],
    ["flowLogRolePolicy", "aws:iam/rolePolicy:RolePolicy"],
    ["flowLog", FLOW_LOG],
    ["endpointSecurityGroup", SECURITY_GROUP],
    ["endpointIngressRule", INGRESS_RULE],
  ] as const)("can be changed by transform.%s", async (child, type) => {
    const resources = await network({ interfaceEndpoints: ["logs"], transform: { [child]: protect } });

    const changed = resources.filter((resource) => resource.protect).map((resource) => resource.type);
    expect(new Set(changed)).toEqual(new Set([type]));
    expect(changed).toHaveLength(all(resources, type).length);
  });

  it.each([
    ["s3Endpoint", "s3"],
    ["interfaceEndpoint", "logs"],
  ] as const)("can be changed by transform.%s", async (child, service) => {
    const resources = await network({ interfaceEndpoints: ["logs"], transform: { [child]: protect } });

    expect(resources.filter((resource) => resource.protect)).toEqual([endpoint(resources, service)]);
  });
});
