import { mergedHistory } from "../../../automation/history/merge";
import { nextSteps } from "../../../automation/history/next-steps";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { record, update, VERIFIED } from "../support/history-samples";

const [GOOD, NEXT, ROLLBACK] = ["20261101-120000-0001", "20261101-130000-0002", "20261101-131000-0003"] as const;
const good = record({ id: GOOD, verification: VERIFIED });

function stepsAfter(changes: Partial<DeploymentRecord>): ReturnType<typeof nextSteps> {
  const releases = mergedHistory([record({ id: NEXT, ...changes }), good], []);
  const [newest] = releases;
  return newest === undefined ? [] : nextSteps(newest, releases);
}

describe("nextSteps", () => {
  it.each<[string, Partial<DeploymentRecord>, ReturnType<typeof nextSteps>]>([
    ["that runs", { status: "running" }, [{ code: "watch" }]],
    ["that is the newest and went well", { status: "succeeded" }, []],
    ["that was interrupted", { status: "interrupted" }, [{ code: "deploy-again" }]],
    ["that was refused", { status: "refused" }, [{ code: "mend-and-deploy" }]],
    [
      "that failed: the last verified one is named",
      { status: "failed" },
      [{ code: "mend-and-deploy" }, { code: "roll-back", to: GOOD }],
    ],
    [
      "that was rolled back",
      { status: "rolled-back", rolledBackBy: ROLLBACK },
      [{ code: "see-rollback", id: ROLLBACK }, { code: "mend-and-deploy" }],
    ],
  ])("after a deployment %s", (_which, changes, steps) => {
    expect(stepsAfter(changes)).toEqual(steps);
  });

  it("names an older deployment as one to return to", () => {
    const releases = mergedHistory([record({ id: NEXT }), good], []);

    expect(releases.slice(1).map((release) => nextSteps(release, releases))).toEqual([
      [{ code: "return-here", id: GOOD }],
    ]);
  });

  it("advises to verify what plain pulumi deployed last", () => {
    const releases = mergedHistory([], [update({ version: 1 })]);

    expect(releases.map((release) => nextSteps(release, releases))).toEqual([[{ code: "verify" }]]);
  });

  it("names nothing to return to where nothing was verified", () => {
    const releases = mergedHistory([record({ id: NEXT, status: "failed" }), record({ id: GOOD })], []);
    const [newest] = releases;

    expect(newest && nextSteps(newest, releases)).toEqual([{ code: "mend-and-deploy" }]);
  });
});
