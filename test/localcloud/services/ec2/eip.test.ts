import { describeLimits } from "../../limits/inputs";
import { inLocalCloud, itRefuses } from "../../support";
import { EIP, NAT_GATEWAY, twoNetworks } from "./network";

describeLimits(EIP, [
  ["domain", "classic", "standard", "InvalidParameterValue", "Value (classic) for parameter domain is invalid"],
]);

describe("an Elastic IP address", () => {
  itRefuses(
    "to be released while a NAT gateway has it",
    (cloud) => {
      const address = cloud.create(EIP, {});
      const gateway = cloud.create(NAT_GATEWAY, { subnetId: twoNetworks(cloud).subnetId, allocationId: address.id });
      return {
        violation: () => {
          cloud.delete(address);
        },
        neighbour: () => {
          cloud.delete(gateway);
          cloud.delete(address);
        },
      };
    },
    "InvalidIPAddress.InUse",
    "is in use. (used by nat-",
  );

  it("refuses to serve an instance, which it doesn't model", () => {
    expect(() => inLocalCloud().create(EIP, { instance: "i-0" })).toThrow("localcloud/services/ec2/eip.ts");
  });

  itRefuses(
    "a border group of another region",
    (cloud) => ({
      violation: () => cloud.create(EIP, { networkBorderGroup: "eu-west-2" }),
      neighbour: () => cloud.create(EIP, { networkBorderGroup: "eu-west-1" }),
    }),
    "InvalidParameterValue",
    "Value (eu-west-2) for parameter networkBorderGroup is invalid.",
  );

  itRefuses(
    "to be released while it is a gateway's second address",
    (cloud) => {
      const [first, second] = [cloud.create(EIP, {}), cloud.create(EIP, {})];
      const { subnetId } = twoNetworks(cloud);
      const inputs = { subnetId, allocationId: first.id, secondaryAllocationIds: [second.id] };
      const gateway = cloud.create(NAT_GATEWAY, inputs);
      return {
        violation: () => {
          cloud.delete(second);
        },
        neighbour: () => {
          cloud.delete(gateway);
          cloud.delete(second);
        },
      };
    },
    "InvalidIPAddress.InUse",
    "is in use.",
  );
});
