import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { deployLocally } from "./local-deployment";

describe("a deployment into a local cloud of this process", () => {
  it("makes resources as the provider does: with defaults and a name, of the plain values of secrets", async () => {
    const { resources, refusals } = await deployLocally(() => {
      const vpc = new aws.ec2.Vpc("main", { cidrBlock: pulumi.secret("10.0.0.0/16") });
      new aws.ec2.SecurityGroup("web", { vpcId: vpc.id, description: "web" });
    });
    const [, vpc, group] = resources;

    expect(refusals).toEqual([]);
    expect(vpc?.outputs).toMatchObject({ cidrBlock: "10.0.0.0/16", id: expect.stringMatching(/^vpc-/) as unknown });
    expect(group?.inputs).toMatchObject({ vpcId: vpc?.outputs?.id, name: expect.stringMatching(/^web-/) as unknown });
  });

  it("tells each resource that AWS would refuse, and why", async () => {
    const { refusals } = await deployLocally(() => {
      new aws.ec2.Subnet("one", { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.1.0/24" });
      new aws.ec2.Vpc("two", { cidrBlock: "10.0.0.0/8" });
    });

    expect([...refusals].sort()).toEqual([
      expect.stringContaining("aws:ec2/subnet:Subnet one: api error InvalidVpcID.NotFound"),
      expect.stringContaining("aws:ec2/vpc:Vpc two: api error InvalidVpc.Range"),
    ]);
  });
});
