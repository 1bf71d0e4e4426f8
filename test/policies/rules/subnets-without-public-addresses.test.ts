import { subnetsWithoutPublicAddresses as rule } from "../../../policies/rules/subnets-without-public-addresses";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function subnet(properties: TestResource["properties"], type = "aws:ec2/subnet:Subnet"): TestResource {
  return resource(type, "public", properties);
}

describeRule(rule, {
  accepts: { "a subnet that gives no addresses": { given: subnet({ mapPublicIpOnLaunch: false }) } },
  refuses: {
    "a subnet that gives addresses": {
      given: subnet({ mapPublicIpOnLaunch: true }),
      violations: ["public: mapPublicIpOnLaunch is true: whatever starts there is on the internet"],
    },
  },
  boundaries: {
    "a switch written as text": {
      given: subnet({ mapPublicIpOnLaunch: "true" }),
      violations: ["public: mapPublicIpOnLaunch is true"],
    },
  },
  missing: {
    "nothing set, which gives none": { given: subnet({}) },
    "nothing set in a subnet of AWS's default network, which gives them": {
      given: subnet({}, "aws:ec2/defaultSubnet:DefaultSubnet"),
      violations: ["public: mapPublicIpOnLaunch is not set"],
    },
  },
  unknown: {
    "an unknown switch": {
      given: subnet({ mapPublicIpOnLaunch: UNKNOWN }),
      remarks: ["public: Not determinable yet: mapPublicIpOnLaunch isn't known"],
    },
  },
  production: set(of("aws:ec2/subnet:Subnet", "public-1"), { mapPublicIpOnLaunch: true }),
});
