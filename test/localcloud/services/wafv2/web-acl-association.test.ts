import { describeRules, describeWarnings, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { application, LOAD_BALANCER, network } from "../lb/balanced";
import { aclInputs, ASSOCIATION, createAcl, rateLimit, WEB_ACL } from "./firewall";

function prepared(cloud: TestCloud) {
  const { loadBalancerArn, subnets } = application(cloud);
  const second = cloud.create(LOAD_BALANCER, { name: "second", subnets }).id;
  const acl = createAcl(cloud, "web");
  const webAclArn = acl.computed.arn;
  const farAcl = createAcl(cloud, "web", "eu-west-2").computed.arn;
  const globalAcl = cloud.create(WEB_ACL, { ...aclInputs("web", rateLimit(0)), scope: "CLOUDFRONT" }, "us-east-1")
    .computed.arn;
  const tcp = network(cloud).loadBalancerArn;
  cloud.create(ASSOCIATION, { webAclArn: createAcl(cloud, "other").computed.arn, resourceArn: second });
  return { acl, second, tcp, farAcl, globalAcl, inputs: { webAclArn, resourceArn: loadBalancerArn } };
}

describeRules(ASSOCIATION, prepared, [
  [
    "a web ACL that isn't there",
    { webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/12345678-1234-1234-1234-123456789012" },
    {},
    "WAFNonexistentItemException",
    "(webAclArn)",
  ],
  [
    "a load balancer that isn't there",
    { resourceArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0" },
    {},
    "WAFNonexistentItemException",
    "(resourceArn)",
  ],
  [
    "a network load balancer",
    ({ tcp }) => ({ resourceArn: tcp }),
    {},
    "WAFInvalidParameterException",
    "field: RESOURCE_ARN, parameter: arn:aws:elasticloadbalancing",
  ],
  [
    "a web ACL of another region",
    ({ farAcl }) => ({ webAclArn: farAcl }),
    {},
    "WAFInvalidParameterException",
    "(webAclArn)",
  ],
  [
    "a web ACL for CloudFront",
    ({ globalAcl }) => ({ webAclArn: globalAcl }),
    {},
    "WAFInvalidParameterException",
    "(webAclArn)",
  ],
]);

describeWarnings(ASSOCIATION, prepared, [
  ["a second web ACL", ({ second }) => ({ resourceArn: second }), {}, "the resource has a web ACL already"],
]);

itRefuses(
  "to delete a web ACL that a load balancer has",
  (cloud) => {
    const { acl, inputs } = prepared(cloud);
    const association = cloud.create(ASSOCIATION, inputs);
    return {
      violation: () => {
        cloud.delete(acl);
      },
      neighbour: () => {
        cloud.delete(association);
        cloud.delete(acl);
      },
    };
  },
  "WAFAssociatedItemException",
  "is being used by another resource",
);

describe("a web ACL's association", () => {
  it("has an id of both ARNs", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);

    expect(cloud.create(ASSOCIATION, inputs).id).toBe(`${String(inputs.webAclArn)},${inputs.resourceArn}`);
  });
});
