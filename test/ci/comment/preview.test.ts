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
    const found = await previewOf("staging", engineThatFinds({ operations }));

    expect(found).toMatchObject({ environment: "staging", succeeded: true, unchanged: 1 });
    expect(found.changes).toEqual([operations[1], operations[3]]);
  });

  it("has the findings of policies and the errors of a failure, and no other report", async () => {
    const policy = { policy: "required-tags", level: "mandatory", message: "Tags\nOwner is missing" };
    const reports = [
      { kind: "policy", ...policy },
      { kind: "diagnostic", severity: "info", message: "done" },
    ] as const;
    const found = await previewOf("staging", engineThatFinds({ succeeded: false, errors: ["it broke"] }, [...reports]));

    expect(found).toMatchObject({ succeeded: false, findings: [policy], errors: ["it broke"] });
  });
});
