import type { CloudResource } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { text } from "../../model/values";
import { answerOf, matching, theOnly } from "./look-up";
import { vpcOf } from "./references";

const FILE = "services/ec2/get-gateway.ts";

/** The only NAT gateway of an id, a subnet or a VPC. */
export const getNatGateway: CloudFunction = {
  token: "aws:ec2/getNatGateway:getNatGateway",
  call: (request) => {
    const { cloud } = request;
    const vpcOfGateway = ({ inputs }: CloudResource) =>
      vpcOf(cloud, "aws:ec2/subnet:Subnet", text(inputs, "subnetId")) ?? "";
    const found = matching(request, cloud.ofType("aws:ec2/natGateway:NatGateway"), {
      file: FILE,
      args: {
        id: ({ id }) => id,
        state: () => "available",
        subnetId: ({ inputs }) => inputs.subnetId,
        vpcId: vpcOfGateway,
      },
      filters: { "nat-gateway-id": ({ id }) => id, "vpc-id": vpcOfGateway },
    });
    const gateway = theOnly(found, "EC2 NAT Gateway");
    return {
      allocationId: "",
      associationId: "",
      publicIp: "",
      secondaryAllocationIds: [],
      secondaryPrivateIpAddressCount: 0,
      secondaryPrivateIpAddresses: [],
      ...answerOf(gateway),
      state: "available",
      vpcId: vpcOfGateway(gateway),
    };
  },
};

/** The only endpoint of an id, or of a service in a VPC. */
export const getVpcEndpoint: CloudFunction = {
  token: "aws:ec2/getVpcEndpoint:getVpcEndpoint",
  call: (request) => {
    const found = matching(request, request.cloud.ofType("aws:ec2/vpcEndpoint:VpcEndpoint"), {
      file: FILE,
      args: {
        id: ({ id }) => id,
        serviceName: ({ inputs }) => inputs.serviceName,
        state: ({ computed }) => computed.state,
        vpcId: ({ inputs }) => inputs.vpcId,
      },
      filters: {
        "service-name": ({ inputs }) => inputs.serviceName,
        "vpc-endpoint-type": ({ inputs }) => inputs.vpcEndpointType,
        "vpc-id": ({ inputs }) => inputs.vpcId,
      },
    });
    return {
      cidrBlocks: [],
      dnsOptions: [],
      ipAddressType: "ipv4",
      networkInterfaceIds: [],
      policy: "",
      prefixListId: "",
      privateDnsEnabled: false,
      routeTableIds: [],
      securityGroupIds: [],
      subnetIds: [],
      ...answerOf(theOnly(found, "EC2 VPC Endpoint")),
    };
  },
};
