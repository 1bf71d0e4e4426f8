import type { CustomResourceOptions } from "@pulumi/pulumi";
import { behindLoadBalancer, deployService, SECRET } from "./support";

/** Options with which each child was created, by name. */
async function options(port = 8080): Promise<Record<string, CustomResourceOptions>> {
  const found: Record<string, CustomResourceOptions> = {};
  const note = (_args: unknown, given: CustomResourceOptions, name: string): void => void (found[name] = given);
  await deployService(() => ({
    ...behindLoadBalancer({ port }),
    secrets: { DATABASE_URL: SECRET },
    taskPolicyStatements: [{ Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "arn:aws:sqs:*:*:jobs" }],
    transform: {
      ingressRule: note,
      egressRule: note,
      executionRolePolicy: note,
      taskRolePolicy: note,
      deploymentRolePolicy: note,
    },
  }));
  return found;
}

/** What running tasks depend on is made anew before the service moves, and removed after: never changed in place. */
describe("what the tasks of both revisions need", () => {
  let found: Record<string, CustomResourceOptions>;

  beforeAll(async () => {
    found = await options();
  });

  it("is a rule of its own for each port", async () => {
    const rules = (of: object) => Object.keys(of).filter((name) => name.includes("from-load-balancer"));

    expect(rules(found)).toEqual(["shop-web-from-load-balancer-8080"]);
    expect(rules(await options(9090))).toEqual(["shop-web-from-load-balancer-9090"]);
  });

  it("takes up the rule that had no port in its name", () => {
    expect(found["shop-web-from-load-balancer-8080"]?.aliases).toEqual([{ name: "shop-web-from-load-balancer" }]);
  });

  it.each([
    ["shop-web-from-load-balancer-8080", "referencedSecurityGroupId"],
    ["shop-web-to-https", "cidrIpv4"],
    ["shop-web-to-vpc", "cidrIpv4"],
    ["shop-web-execution", "policy"],
    ["shop-web-task", "policy"],
  ])("is another %s for another %s", (name, property) => {
    expect(found[name]?.replaceOnChanges).toContain(property);
    expect(found[name]?.deleteBeforeReplace).toBeUndefined();
  });
});
