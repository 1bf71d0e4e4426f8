import { withoutPublicAddresses } from "../../../components/network/public-addresses";

const child = { custom: true, name: "web-vpc-public-1", opts: { protect: true } };

describe("withoutPublicAddresses", () => {
  it("switches a subnet's public addresses off and leaves the rest of it", () => {
    const props = { cidrBlock: "10.0.32.0/20", mapPublicIpOnLaunch: true };

    expect(withoutPublicAddresses({ ...child, type: "aws:ec2/subnet:Subnet", props })).toEqual({
      props: { cidrBlock: "10.0.32.0/20", mapPublicIpOnLaunch: false },
      opts: { protect: true },
    });
  });

  it.each(["aws:ec2/vpc:Vpc", "aws:ec2/routeTable:RouteTable", "awsx:ec2:Vpc"])("leaves %s alone", (type) => {
    expect(withoutPublicAddresses({ ...child, type, props: {} })).toBeUndefined();
  });
});
