import { mergedHistory } from "../../../../automation/history/merge";
import { historyText, historyOutput } from "../../../../cli/commands/history";
import { releaseSummary } from "../../../../automation/history/release-summary";
import { showOutput, showText } from "../../../../cli/deployments/render/show";
import { nextSteps } from "../../../../automation/history/next-steps";
import { FakeEngine } from "../../../automation/support/fake-engine";
import { MemoryStore } from "../../../automation/support/memory-store";
import { VirtualClock } from "../../../automation/support/virtual-clock";
import { checkpoint, record, update, VERIFIED } from "../../../automation/support/history-samples";

const NOW = new Date("2026-11-01T13:00:00Z");
const [GOOD, BAD, BACK] = ["20261101-120100-0001", "20261101-121000-0002", "20261101-121500-0003"] as const;
const DIGEST = `sha256:${"ab".repeat(32)}`;

const RECORDS = [
  record({
    id: BACK,
    kind: "rollback",
    returnsTo: GOOD,
    updateVersion: 4,
    verification: VERIFIED,
    imageDigests: { enterprise: DIGEST, worker: DIGEST },
  }),
  record({
    id: BAD,
    status: "rolled-back",
    rolledBackBy: BACK,
    image: "registry.example.com/enterprise:1.2.0",
    updateVersion: 3,
    reason: "new texts\nand more",
    approval: "20261101-115900-00aa",
    failure: "the health endpoint answers 503",
    verification: {
      outcome: "failed",
      checks: [{ kind: "endpoints", subject: "https://app/health", state: "failed", detail: "answers 503" }],
      bakeSeconds: 60,
    },
    steps: [
      {
        name: "verify-health",
        startedAt: "2026-11-01T12:10:00.000Z",
        endedAt: "2026-11-01T12:11:05.000Z",
        outcome: "failed",
        detail: "the health endpoint answers 503\nSee what it wrote.",
      },
    ],
  }),
  record({ id: GOOD, updateVersion: 1, verification: VERIFIED }),
];

const UPDATES = [
  update({ version: 4 }),
  update({ version: 3, result: "failed", changes: { update: 2, same: 387 } }),
  update({ version: 2, message: "by hand", isDirty: true }),
  update({ version: 1 }),
];

async function output(limit = 20) {
  const engine = new FakeEngine();
  engine.updates = UPDATES;
  const outputs = { imageDigests: { enterprise: `sha256:${"cd".repeat(32)}` } };
  engine.checkpoints = { 2: checkpoint(outputs), 3: checkpoint(outputs) }; // 3 failed, with the outputs of before
  return historyOutput(
    { clock: new VirtualClock(), environment: "staging", engine, store: new MemoryStore(...RECORDS) },
    limit,
  );
}

describe("history", () => {
  it("is a table in which failed, rolled back, returning and plain ones are told apart", async () => {
    const cells = historyText(await output(), NOW)
      .split("\n")
      .map((line) => line.split(/ {2,}/));

    const [why, back, bad, plain, good] = cells;
    expect(why?.join()).toBe("id,update,when,took,kind,outcome,verified,who,image,commit,approval,why");
    expect(back?.slice(0, 8)).toEqual([
      ...[BACK, "#4", "2026-11-01 12:15:00Z (45 min ago)", "2 min 5 s", "rollback"],
      ...[`succeeded, returned to ${GOOD}`, "verified", "ada"],
    ]);
    expect(bad?.slice(4)).toEqual([
      ...[
        "deploy",
        `rolled back by ${BACK}`,
        "failed",
        "ada",
        "1.2.0",
        "aaaaaaaa",
        "20261101-115900-00aa",
        "new texts",
      ],
    ]);
    expect(plain).toEqual([
      ...["(plain pulumi)", "#2", "2026-11-01 12:02:00Z (58 min ago)", "30 s", "update", "succeeded", "–", "–"],
      ...["cdcdcdcdcdcd", "bbbbbbbb + edits", "–", "by hand"],
    ]);
    expect(good?.slice(0, 2)).toEqual([GOOD, "#1"]);
  });

  it("tells how many older ones there are", async () => {
    const { releases, older } = await output(1);

    expect(releases).toHaveLength(1);
    expect(older).toBe(3);
    expect(historyText(await output(1), NOW)).toContain("3 older: --limit 4");
  });

  it("names records that can't be read", async () => {
    expect(historyText({ ...(await output()), damaged: ["records/one.json"] }, NOW)).toContain(
      "can't be read, and is left out: records/one.json",
    );
  });

  it("says so where nothing was deployed", () => {
    expect(historyText({ environment: "staging", releases: [], older: 0, damaged: [] }, NOW)).toBe(
      "nothing was deployed yet",
    );
  });
});

describe("show", () => {
  it("has facts, failure, steps, counts, checks, and what to do next", () => {
    const releases = mergedHistory(RECORDS, UPDATES);
    const [, bad] = releases;
    if (bad === undefined) throw new Error("no release");
    const shown = showOutput(
      "staging",
      bad,
      releaseSummary({ release: bad, imageDigests: undefined }),
      nextSteps(bad, releases),
    );

    expect(showText(shown, NOW)).toBe(
      [
        `deployment   ${BAD}`,
        "environment  staging",
        "kind         deploy",
        `outcome      rolled back by ${BACK}`,
        "began        2026-11-01 12:10:00Z (50 min ago)",
        "took         2 min 5 s",
        "who          ada from laptop",
        "why          new texts\nand more",
        "commit       aaaaaaaa",
        "image        registry.example.com/enterprise:1.2.0",
        "approval     20261101-115900-00aa",
        "",
        "What went wrong: the health endpoint answers 503",
        "",
        "step                    took       outcome",
        "verify-health           1 min 5 s  failed     the health endpoint answers 503",
        "validate-configuration  –          not begun",
        "build-image             –          not begun",
        "push-image              –          not begun",
        "update-infrastructure   –          not begun",
        "deploy-application      –          not begun",
        "shift-traffic           –          not begun",
        "clean-up                –          not begun",
        "",
        "#3 in Pulumi's history: update failed; resources: 2 update, 387 same",
        "",
        "verification: failed, held for 1 min",
        "check      of                  state",
        "endpoints  https://app/health  failed  answers 503",
        "",
        "What next:",
        `  npm run show -- staging ${BACK}  shows the rollback`,
        "  mend what the failure names, then npm run deploy -- staging",
      ].join("\n"),
    );
  });

  it("lists what the clean-up removed", () => {
    const detail = "removed 2 task definitions\n- web:4\n- web:3";
    const cleaned = record({
      id: "20261101-122000-0009",
      steps: [{ name: "clean-up", startedAt: "2026-11-01T12:21:00.000Z", outcome: "succeeded", detail }],
    });
    const [release] = mergedHistory([cleaned], []);
    if (release === undefined) throw new Error("no release");
    const text = showText(
      showOutput("staging", release, releaseSummary({ release, imageDigests: undefined }), []),
      NOW,
    );

    expect(text).toContain("removed 2 task definitions\n");
    expect(text).toContain("Removed by the clean-up:\n- web:4\n- web:3");
  });

  it("quotes the name of a plain update, which has a blank, where it is one to return to", () => {
    const releases = mergedHistory([], [update({ version: 2 }), update({ version: 1 })]);
    const [, plain] = releases;
    if (plain === undefined) throw new Error("no release");
    const facts = releaseSummary({ release: plain, imageDigests: undefined });

    expect(showText(showOutput("staging", plain, facts, nextSteps(plain, releases)), NOW)).toContain(
      'npm run rollback -- staging --to "update 1"',
    );
  });
});
