import type { CloudReader, CloudResource } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { parseCidr } from "../shared/cidr";
import { answerOf, type Criteria, matching, theOnly } from "./look-up";

const SUBNET = "aws:ec2/subnet:Subnet";

/** AWS reserves a subnet's first four addresses, and its last one (Amazon VPC User Guide, "Subnet CIDR blocks"). */
const RESERVED_ADDRESSES = 5;

/** Types of what has an address in each subnet that it names, by the input that names them. */
const WITH_ADDRESS = [
  { type: "aws:ec2/natGateway:NatGateway", input: "subnetId" },
  { type: "aws:ec2/vpcEndpoint:VpcEndpoint", input: "subnetIds" },
  { type: "aws:lb/loadBalancer:LoadBalancer", input: "subnets" },
];

const FILTERS: Criteria["filters"] = {
  "vpc-id": ({ inputs }) => inputs.vpcId,
  "subnet-id": ({ id }) => id,
  "availability-zone": ({ computed }) => computed.availabilityZone,
  "cidr-block": ({ inputs }) => inputs.cidrBlock,
};

const CRITERIA: Criteria = {
  file: "services/ec2/get-subnet.ts",
  args: {
    id: ({ id }) => id,
    vpcId: ({ inputs }) => inputs.vpcId,
    availabilityZone: ({ computed }) => computed.availabilityZone,
    availabilityZoneId: ({ computed }) => computed.availabilityZoneId,
    cidrBlock: ({ inputs }) => inputs.cidrBlock,
    state: () => "available",
  },
  filters: FILTERS,
};

/** The only subnet of an id, a block, a zone or tags. */
export const getSubnet: CloudFunction = {
  token: "aws:ec2/getSubnet:getSubnet",
  call: (request) => {
    const subnet = theOnly(matching(request, request.cloud.ofType(SUBNET), CRITERIA), "EC2 Subnet");
    return {
      enableDns64: false,
      enableResourceNameDnsARecordOnLaunch: false,
      privateDnsHostnameTypeOnLaunch: "ip-name",
      ...answerOf(subnet),
      availableIpAddressCount: freeAddresses(subnet, request.cloud),
      customerOwnedIpv4Pool: "",
      defaultForAz: false,
      enableLniAtDeviceIndex: 0,
      enableResourceNameDnsAaaaRecordOnLaunch: false,
      ipv6CidrBlock: "",
      ipv6CidrBlockAssociationId: "",
      ipv6Native: false,
      mapCustomerOwnedIpOnLaunch: false,
      outpostArn: "",
      state: "available",
    };
  },
};

/** Ids of the subnets of a VPC, of a zone or with tags: none where none matches. */
export const getSubnets: CloudFunction = {
  token: "aws:ec2/getSubnets:getSubnets",
  call: (request) => {
    const { args, region, cloud } = request;
    const found = matching(request, cloud.ofType(SUBNET), { file: CRITERIA.file, filters: FILTERS });
    return { tags: {}, ...args, id: region, region, ids: found.map(({ id }) => id) };
  },
};

/** Addresses that nothing has, as far as resources say: what runs only in a world isn't counted. */
function freeAddresses({ id, inputs }: CloudResource, cloud: CloudReader): number {
  const block = parseCidr(text(inputs, "cidrBlock") ?? "");
  const size = block === undefined ? 0 : block.last - block.first + 1;
  const taken = WITH_ADDRESS.flatMap(({ type, input }) =>
    cloud.ofType(type).filter(({ inputs: own }) => own[input] === id || texts(own, input).includes(id)),
  );
  return size - RESERVED_ADDRESSES - taken.length;
}
