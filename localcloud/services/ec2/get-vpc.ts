import type { CloudFunction } from "../../model/resource-type";
import { type Criteria, answerOf, matching, theOnly } from "./look-up";

const CRITERIA: Criteria = {
  file: "services/ec2/get-vpc.ts",
  args: { id: ({ id }) => id, cidrBlock: ({ inputs }) => inputs.cidrBlock, state: () => "available" },
  filters: { "vpc-id": ({ id }) => id, cidr: ({ inputs }) => inputs.cidrBlock },
};

/** The only VPC of an id, a block or tags. */
export const getVpc: CloudFunction = {
  token: "aws:ec2/getVpc:getVpc",
  call: (request) => {
    const vpc = theOnly(matching(request, request.cloud.ofType("aws:ec2/vpc:Vpc"), CRITERIA), "EC2 VPC");
    const { cidrBlock } = vpc.inputs;
    return {
      enableDnsHostnames: false,
      enableNetworkAddressUsageMetrics: false,
      ...answerOf(vpc),
      default: false,
      state: "available",
      cidrBlockAssociations: [{ associationId: `vpc-cidr-assoc-${vpc.id.slice(4)}`, cidrBlock, state: "associated" }],
      ipv6AssociationId: "",
      ipv6CidrBlock: "",
      ipv6CidrBlockAssociations: [],
    };
  },
};
