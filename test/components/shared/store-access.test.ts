import * as pulumi from "@pulumi/pulumi";
import { createStoreAccess } from "../../../components/shared/store-access";
import { deploy } from "../../support/deploy";

const STORE = { vpcId: "vpc-0a1b2c3d", port: 5432, store: "database" };

class Store extends pulumi.ComponentResource {
  constructor() {
    super("test:store:Store", "shop", {});
    createStoreAccess({ name: "shop", parent: this, tags: { Owner: "platform" }, transform: {} }, STORE);
  }
}

describe("access to a data store", () => {
  it("lets in the group of its clients on one port, and nobody else", async () => {
    const resources = await deploy(() => {
      new Store();
    });
    const rules = resources.filter(({ type }) => type.includes("securityGroup") && type.includes("Rule"));

    expect(Object.fromEntries(rules.map(({ name, inputs }) => [name, inputs]))).toEqual({
      "shop-from-clients": expect.objectContaining(between("shop-id", "shop-clients-id")) as unknown,
      "shop-to-store": expect.objectContaining(between("shop-clients-id", "shop-id")) as unknown,
    });
  });

  function between(securityGroupId: string, referencedSecurityGroupId: string): object {
    return { securityGroupId, referencedSecurityGroupId, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
  }
});
