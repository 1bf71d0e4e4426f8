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
  it("is a rule of its own for each port", async () => {
    const rules = async (port: number) =>
      Object.keys(await options(port)).filter((name) => name.includes("from-load-balancer"));

    expect(await rules(8080)).toEqual(["shop-web-from-load-balancer-8080"]);
    expect(await rules(9090)).toEqual(["shop-web-from-load-balancer-9090"]);
  });

  it("takes up the rule that had no port in its name", async () => {
    expect((await options())["shop-web-from-load-balancer-8080"]?.aliases).toEqual([
      { name: "shop-web-from-load-balancer" },
    ]);
  });

  it.each([
    ["shop-web-from-load-balancer-8080", "referencedSecurityGroupId"],
    ["shop-web-to-https", "cidrIpv4"],
    ["shop-web-to-vpc", "cidrIpv4"],
    ["shop-web-execution", "policy"],
    ["shop-web-task", "policy"],
  ])("is another %s for another %s", async (name, property) => {
    expect((await options())[name]?.replaceOnChanges).toContain(property);
    expect((await options())[name]?.deleteBeforeReplace).toBeUndefined();
  });
});
