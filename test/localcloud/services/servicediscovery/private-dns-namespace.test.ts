import { difference } from "../../../../localcloud/provider/difference";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, itRefuses } from "../../support";
import { NAMESPACE, namespaceOf, namingVpc, REGISTRY, registering } from "./named";

describeLimits(NAMESPACE, [["name", "arn:shop.internal", "shop.internal", "InvalidInput", "name"]]);

describeRules(
  NAMESPACE,
  (cloud) => {
    const vpc = namingVpc(cloud);
    namespaceOf(cloud, vpc, "taken.internal");
    const otherVpc = namingVpc(cloud, { cidrBlock: "10.1.0.0/16" });
    return { otherVpc, inputs: { name: "shop.internal", vpc } };
  },
  [
    [
      "a name that its VPC has",
      { name: "Taken.internal" },
      ({ otherVpc }) => ({ name: "taken.internal", vpc: otherVpc }),
      "CANNOT_CREATE_HOSTED_ZONE",
      "already associated with another private hosted zone",
    ],
    ["an empty label", { name: "shop..internal" }, { name: "internal" }, "InvalidInput", "not valid: 'shop..internal'"],
    ["a VPC that isn't there", { vpc: "vpc-0" }, {}, "CANNOT_CREATE_HOSTED_ZONE", "The VPC vpc-0 is not valid"],
  ],
);

describeWarnings(
  NAMESPACE,
  (cloud) => ({
    silent: namingVpc(cloud, { enableDnsHostnames: undefined }),
    inputs: { name: "shop.internal", vpc: namingVpc(cloud, { cidrBlock: "10.1.0.0/16" }) },
  }),
  [["a VPC that resolves no names", ({ silent }) => ({ vpc: silent }), {}, "enableDnsHostnames is false"]],
);

itRefuses(
  "the deletion of a namespace that has services",
  (cloud) => {
    const namespace = namespaceOf(cloud, namingVpc(cloud));
    const service = cloud.create(REGISTRY, registering(namespace.id));
    const remove = (): void => {
      cloud.delete(namespace);
    };
    const neighbour = (): void => {
      cloud.delete(service);
      remove();
    };
    return { violation: remove, neighbour };
  },
  "ResourceInUse",
  "still contains services",
);

describe("a private DNS namespace", () => {
  it("has an id and ARN of Cloud Map, and a hosted zone of its own", () => {
    const cloud = inLocalCloud();
    const { id, computed } = namespaceOf(cloud, namingVpc(cloud));

    expect(id).toMatch(/^ns-[0-9a-f]{16}$/);
    expect(computed).toEqual({
      arn: `arn:aws:servicediscovery:eu-west-1:${cloud.accountId}:namespace/${id}`,
      hostedZone: expect.stringMatching(/^Z[0-9A-F]{20}$/) as unknown,
      name: "shop.internal",
    });
  });

  it.each([
    ["another name", { name: "other.internal" }, ["name"]],
    ["another VPC", { vpc: "vpc-2" }, ["vpc"]],
    ["another description", { description: "other" }, []],
  ])("is replaced or not by %s", (_, change, replaced) => {
    const type = inLocalCloud().cloud.typeOf(NAMESPACE);
    const before = { name: "shop.internal", vpc: "vpc-1", description: "names" };

    expect(difference(type, before, { ...before, ...change }).replacing).toEqual(replaced);
  });
});
