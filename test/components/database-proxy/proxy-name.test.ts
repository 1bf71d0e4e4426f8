import fc from "fast-check";
import { proxyName, readOnlyEndpointName } from "../../../components/database-proxy/proxy-name";

const SUBNETS = ["subnet-0a", "subnet-0b"];
/** Amazon RDS API Reference, CreateDBProxy: DBProxyName. */
const RDS_NAME = /^[a-z](?:-?[a-z0-9])*$/;

describe("the name of a proxy", () => {
  it("changes with its subnets, and not with their order", () => {
    expect(proxyName("shop", SUBNETS)).toMatch(/^shop-[0-9a-f]{7}$/);
    expect(proxyName("shop", ["subnet-0b", "subnet-0a"])).toBe(proxyName("shop", SUBNETS));
    expect(proxyName("shop", ["subnet-0a", "subnet-0c"])).not.toBe(proxyName("shop", SUBNETS));
  });

  it("keeps names apart that RDS would write alike", () => {
    expect(proxyName("proofpix-eu--west", SUBNETS)).not.toBe(proxyName("proofpix-eu-west", SUBNETS));
  });

  it("is one that RDS takes, as is that of its read-only endpoint", () => {
    const names = fc
      .tuple(fc.stringMatching(/^[a-zA-Z]$/), fc.string({ maxLength: 100 }))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(names, fc.array(fc.string(), { maxLength: 6 }), (name, subnets) => {
        const proxy = proxyName(name, subnets);
        for (const each of [proxy, readOnlyEndpointName(proxy)]) {
          expect(each).toMatch(RDS_NAME);
          expect(each.length).toBeLessThanOrEqual(63);
        }
      }),
    );
  });
});
