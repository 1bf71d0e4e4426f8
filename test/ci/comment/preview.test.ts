import type { RunArgs, RunResult } from "../../../automation/engine/engine";
import { previewOf } from "../../../ci/comment/preview";
import { planned } from "../support/previews";

const STACK = { type: "pulumi:pulumi:Stack" };

function engineThatFinds(result: Partial<RunResult>, findings: Parameters<RunArgs["onReport"]>[0][] = []) {
  return {
    preview: ({ onReport }: RunArgs): Promise<RunResult> => {
      for (const finding of findings) onReport(finding);
      const found = { succeeded: true, operations: [], errors: [], violations: [], wasLocked: false, ...result };
      return Promise.resolve(found);
    },
  };
}

describe("a preview for a comment", () => {
  it("has what would change, and counts what stays", async () => {
    const operations = [
      planned("same", "a"),
      planned("update", "b"),
      planned("read", "c"),
      planned("delete", "d"),
      planned("update", "staging", STACK),
      planned("same", "e", STACK),
    ];
    const found = await previewOf("staging", engineThatFinds({ operations }), "eu-west-1");

    expect(found).toMatchObject({ environment: "staging", succeeded: true, unchanged: 1 });
    expect(found.changes).toEqual([operations[1], operations[3]]);
  });

  it("has the findings of policies and the errors of a failure, and no other report", async () => {
    const policy = { policy: "required-tags", level: "mandatory", message: "Tags\nOwner is missing" };
    const reports = [
      { kind: "policy", ...policy },
      { kind: "diagnostic", severity: "info", message: "done" },
    ] as const;
    const failing = engineThatFinds({ succeeded: false, errors: ["it broke"] }, [...reports]);
    const found = await previewOf("staging", failing, "eu-west-1");

    expect(found).toMatchObject({ succeeded: false, findings: [policy], errors: ["it broke"] });
  });

  it("has what the change does to the cost, from the planned resources", async () => {
    const nat = "aws:ec2/natGateway:NatGateway";
    const after = { urn: `urn:pulumi:staging::proofpix::${nat}::nat`, type: nat, inputs: {} };
    const { cost } = await previewOf("staging", engineThatFinds({}, [{ kind: "resource", after }]), "eu-west-1");

    expect(cost).toMatchObject({ difference: { min: 35.04, max: 35.04 }, changes: [{ name: "nat" }] });
    expect(JSON.stringify(cost)).not.toContain("inputs");
  });
});
