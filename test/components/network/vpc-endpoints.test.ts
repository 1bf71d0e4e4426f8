import { all, only } from "../../support/deploy";
import { ENDPOINT, endpoint, INGRESS_RULE, network, SECURITY_GROUP, ZONES } from "./support";

describe("Network's endpoints", () => {
  it("lead to S3 from every route table, and nowhere else by default", async () => {
    const resources = await network({ availabilityZones: ZONES.slice(0, 2) });

    expect(only(resources, ENDPOINT).inputs).toMatchObject({
      vpcId: "web-vpc-id",
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.eu-central-1.s3",
      routeTableIds: ["web-vpc-public-1-id", "web-vpc-private-1-id", "web-vpc-public-2-id", "web-vpc-private-2-id"],
    });
    expect(all(resources, SECURITY_GROUP)).toEqual([]);
  });

  it("lead to every service that tasks need when asked for", async () => {
    const services = all(await network({ interfaceEndpoints: true }), ENDPOINT).map(({ inputs }) => inputs.serviceName);

    expect(services).toEqual(
      ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages"].map(
        (service) => `com.amazonaws.eu-central-1.${service}`,
      ),
    );
  });

  it("lead to the listed services alone, from private subnets and under the services' own names", async () => {
    const resources = await network({ interfaceEndpoints: ["ecr.api"] });

    expect(all(resources, ENDPOINT)).toHaveLength(2);
    expect(endpoint(resources, "ecr.api").inputs).toMatchObject({
      vpcEndpointType: "Interface",
      subnetIds: ["web-vpc-private-1-id", "web-vpc-private-2-id", "web-vpc-private-3-id"],
      securityGroupIds: ["web-endpoints-id"],
      privateDnsEnabled: true,
    });
  });

  it("are those of the zones' region, in GovCloud (US) too", async () => {
    const availabilityZones = ["us-gov-west-1a", "us-gov-west-1b"];
    const services = all(await network({ availabilityZones, interfaceEndpoints: ["logs"] }), ENDPOINT);

    expect(services.map(({ inputs }) => inputs.serviceName)).toEqual([
      "com.amazonaws.us-gov-west-1.s3",
      "com.amazonaws.us-gov-west-1.logs",
    ]);
  });

  it("accept HTTPS from the network and nothing else", async () => {
    const resources = await network({ cidrBlock: "10.7.0.0/16", interfaceEndpoints: true });
    const { inputs } = only(resources, SECURITY_GROUP);

    expect(inputs).not.toHaveProperty("ingress");
    expect(inputs).not.toHaveProperty("egress");
    expect(only(resources, INGRESS_RULE).inputs).toMatchObject({
      securityGroupId: "web-endpoints-id",
      cidrIpv4: "10.7.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    expect(all(resources, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).toEqual([]);
  });

  it("are none when switched off or listed as none", async () => {
    for (const interfaceEndpoints of [false, []]) {
      expect(all(await network({ interfaceEndpoints }), ENDPOINT)).toHaveLength(1);
    }
  });
});
