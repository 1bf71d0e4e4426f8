import type * as pulumi from "@pulumi/pulumi";
import { all, only } from "../../support/deploy";
import { deployed, PLAIN, portsOf, SECURE, TYPE } from "./fixture";

describe("the load balancer's security group", () => {
  it("lets anyone in through 80 and 443, the VPC to the test listener, and lets out to the targets alone", async () => {
    const targets = {
      web: { port: 3000 },
      api: { port: 4000, routing: { paths: ["/api/*"] } },
      admin: { port: 3000, routing: { paths: ["/admin/*"] } },
    };
    const resources = await deployed({ ...SECURE, targets });

    expect(portsOf(all(resources, TYPE.ingress))).toEqual([
      [80, 80, "0.0.0.0/0", "tcp"],
      [443, 443, "0.0.0.0/0", "tcp"],
      [8443, 8443, "10.0.0.0/16", "tcp"],
    ]);
    expect(portsOf(all(resources, TYPE.egress))).toEqual([
      [3000, 3000, "10.0.0.0/16", "tcp"],
      [4000, 4000, "10.0.0.0/16", "tcp"],
    ]);
    expect(only(resources, TYPE.securityGroup).inputs).not.toHaveProperty("ingress");
    expect(only(resources, TYPE.securityGroup).inputs).not.toHaveProperty("egress");
  });

  it("names who may reach the test listener by block, so that a list can change", async () => {
    const namesOfTesters = async (...cidrBlocks: pulumi.Input<string>[]): Promise<string[]> => {
      const resources = await deployed({ ...SECURE, testListener: { cidrBlocks } });
      return all(resources, TYPE.ingress).flatMap(({ name, inputs }) =>
        inputs.fromPort === 8443 ? [`${name} ${String(inputs.cidrIpv4)}`] : [],
      );
    };

    const [one, two] = ["192.0.2.1/32", "198.51.100.0/24"];
    expect(await namesOfTesters(one, two)).toEqual([
      "web-ingress-8443-192.0.2.1-32 192.0.2.1/32",
      "web-ingress-8443-198.51.100.0-24 198.51.100.0/24",
    ]);
    expect(await namesOfTesters(two, one)).toEqual((await namesOfTesters(one, two)).reverse());
    expect(await namesOfTesters(two, SECURE.vpcCidrBlock)).toContain("web-ingress-8443 10.0.0.0/16");
  });

  it("leaves 443 closed without a certificate", async () => {
    expect(portsOf(all(await deployed(PLAIN), TYPE.ingress))).toEqual([
      [80, 80, "0.0.0.0/0", "tcp"],
      [8080, 8080, "10.0.0.0/16", "tcp"],
    ]);
  });
});
