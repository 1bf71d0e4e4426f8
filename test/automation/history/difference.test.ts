import { releaseDifference } from "../../../automation/history/difference";
import { record, update, checkpoint } from "../support/history-samples";
import { FakeEngine } from "../support/fake-engine";

const SECRET = "v1:salt:ciphertext";

function text(lines: readonly string[]): { readonly text: string; readonly digest: string } {
  return { text: ["config:", ...lines.map((line) => `  ${line}`), ""].join("\n"), digest: "" };
}

describe("releaseDifference", () => {
  const from = {
    record: record({
      id: "20261101-120000-0001",
      source: { commit: "1".repeat(40), isDirty: false },
      imageDigests: { enterprise: "sha256:old", worker: "sha256:same" },
      configuration: text(["proofpix:maxInstances: 3", "proofpix:tags:", "  Owner: platform"]),
    }),
    updates: [update({ version: 1 })],
  };

  it("compares the text of a record with what Pulumi's history has of a plain update", async () => {
    const engine = new FakeEngine();
    engine.checkpoints = {
      1: checkpoint({}, ["aws:sqs/queue:Queue"]),
      2: checkpoint({ imageDigests: { enterprise: "sha256:new", worker: "sha256:same" } }, [
        "aws:sqs/queue:Queue",
        "aws:sqs/queue:Queue",
        "aws:s3/bucket:Bucket",
      ]),
    };
    const configuration = {
      "proofpix:maxInstances": { value: "3" },
      "proofpix:tags": { value: { Owner: "product" } },
      "proofpix-secrets:session-key": { secure: SECRET },
    };
    const to = { updates: [update({ version: 2, configuration, commit: "2".repeat(40), isDirty: true })] };

    const difference = await releaseDifference(from, to, { engine });

    expect(difference).toMatchObject({
      from: { name: "20261101-120000-0001", commit: "1".repeat(40), isDirty: false },
      to: { name: "update 2", commit: "2".repeat(40), isDirty: true },
      configuration: [
        { key: "proofpix-secrets:session-key", change: "added", after: "[secret]", isSecret: true },
        { key: "proofpix:tags.Owner", change: "changed", before: "platform", after: "product", isSecret: false },
      ],
      images: [{ service: "enterprise", before: "sha256:old", after: "sha256:new" }],
      resources: [
        { type: "aws:s3/bucket:Bucket", before: 0, after: 1 },
        { type: "aws:sqs/queue:Queue", before: 1, after: 2 },
      ],
    });
    expect(JSON.stringify(difference)).not.toContain(SECRET);
  });

  it("says nothing of what nobody recorded", async () => {
    const to = { record: record({ id: "20261101-130000-0002", kind: "scale" }), updates: [] };

    const difference = await releaseDifference(from, to, { engine: new FakeEngine() });

    expect(difference.configuration).toBeUndefined();
    expect(difference.images).toBeUndefined();
    expect(difference.resources).toBeUndefined();
  });
});
