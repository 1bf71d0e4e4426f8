import { join } from "node:path";
import { AuditTrail, BucketAnchor, BucketTrailStore, DirectoryTrailStore, FileAnchor } from "../../../automation/audit";
import { type AuditBucket, auditBucket, loseNextAnswer } from "../support/audit-bucket";
import { temporaryDirectory } from "../../support/temporary-directory";
import { sampleEntries, sampleEvent, textOf } from "./samples";

const NOON = Date.parse("2026-11-30T12:00:00.000Z");

/** Opens a trail as a further process does. */
type Open = () => AuditTrail;

function inFiles(): Promise<Open> {
  const directory = temporaryDirectory();
  return Promise.resolve(
    () =>
      new AuditTrail({
        store: new DirectoryTrailStore(directory),
        anchors: [new FileAnchor(join(directory, "anchor.jsonl"))],
        now: () => new Date(NOON),
      }),
  );
}

/** A trail of staging, as it is on AWS. */
function trailIn({ bucket, client }: AuditBucket, now = () => new Date(NOON), s3 = client()): AuditTrail {
  return new AuditTrail({
    store: new BucketTrailStore({ client: s3, bucket, prefix: "audit/staging/entries/" }),
    anchors: [new BucketAnchor({ client: s3, bucket, prefix: "audit/staging/heads/", now })],
    now,
  });
}

async function inBucket(): Promise<Open> {
  const bucket = await auditBucket();
  return () => trailIn(bucket);
}

const outcomes = async (trail: AuditTrail) => (await trail.entries()).map(({ outcome }) => outcome);

describe.each([
  ["a directory", inFiles],
  ["a bucket", inBucket],
])("a trail in %s", (_, opened) => {
  it("is empty at first", async () => {
    const open = await opened();

    expect(await open().entries()).toEqual([]);
    expect(await open().verify()).toEqual({ entries: 0, head: undefined, isIntact: true, findings: [] });
  });

  it("keeps what several append in turn, and is found intact by each", async () => {
    const open = await opened();
    const [one, other] = [open(), open()];
    await one.append(sampleEvent({ outcome: "started" }));
    await other.append(sampleEvent({ outcome: "failed" }));
    const { entry, problems } = await one.append(sampleEvent());

    expect(entry.sequence).toBe(3);
    expect(problems).toEqual([]);
    for (const each of [one, other, open()]) {
      expect(await outcomes(each)).toEqual(["started", "failed", "succeeded"]);
      expect(await each.verify()).toMatchObject({ entries: 3, isIntact: true, findings: [] });
    }
  });

  it("isn't forked by those who append the same at once, and loses none", async () => {
    const open = await opened();
    await Promise.all(
      [open(), open(), open()].flatMap((trail) => Array.from({ length: 3 }, () => trail.append(sampleEvent()))),
    );

    expect(await open().verify()).toMatchObject({ entries: 9, findings: [] });
    expect((await open().entries()).map(({ what }) => what.action)).toEqual(Array(9).fill("deploy"));
  });
});

describe("a trail that machines share in a bucket", () => {
  it("has every entry once where the answer to its writing was lost", async () => {
    const bucket = await auditBucket();
    const client = bucket.client();
    const trail = trailIn(bucket, undefined, client);
    loseNextAnswer(client);
    await trail.append(sampleEvent({ outcome: "started" }));
    await trail.append(sampleEvent());

    expect(await outcomes(trailIn(bucket))).toEqual(["started", "succeeded"]);
    expect(await trail.verify()).toMatchObject({ entries: 2, findings: [] });
  });

  it("tells nothing of an entry whose writer is about to publish its head, and tells of it a minute later", async () => {
    const bucket = await auditBucket();
    let now = NOON;
    const store = new BucketTrailStore({ ...bucket, client: bucket.client(), prefix: "audit/staging/entries/" });
    await new AuditTrail({ store, anchors: [], now: () => new Date(now) }).append(sampleEvent()); // it publishes nothing
    now += 59_999;
    await trailIn(bucket, () => new Date(now)).append(sampleEvent());
    expect((await trailIn(bucket).entries()).map(({ what }) => what.action)).toEqual(["deploy", "deploy"]);

    await new AuditTrail({ store, anchors: [], now: () => new Date(now) }).append(sampleEvent());
    now += 60_000;
    await trailIn(bucket, () => new Date(now)).append(sampleEvent());
    expect((await trailIn(bucket).entries()).slice(3)).toMatchObject([
      { what: { action: "audit-recovery" }, details: { unanchoredSequence: 3 } },
      { what: { action: "deploy" } },
    ]);
  });

  it("is as it was written first, whatever somebody writes over an entry or hides", async () => {
    const bucket = await auditBucket();
    const trail = trailIn(bucket);
    for (const outcome of ["started", "failed"] as const) await trail.append(sampleEvent({ outcome }));
    const [, forged] = sampleEntries(2);
    await bucket.write("audit/staging/entries/000000000002.json", textOf(forged === undefined ? [] : [forged]));
    await bucket.hide("audit/staging/entries/000000000001.json");
    await trailIn(bucket).append(sampleEvent());

    expect(await outcomes(trailIn(bucket))).toEqual(["started", "failed", "succeeded"]);
    expect(await trailIn(bucket).verify()).toMatchObject({ entries: 3, findings: [] });
  });

  it.each([
    ["no entry", "{}\n", "damaged"],
    ["an entry of another number", textOf(sampleEntries(1)), "rewritten"],
  ])("takes no further entry behind %s that somebody put at its end", async (_, text, code) => {
    const bucket = await auditBucket();
    await trailIn(bucket).append(sampleEvent());
    await bucket.write("audit/staging/entries/000000000002.json", text);

    await expect(trailIn(bucket).append(sampleEvent())).rejects.toMatchObject({ code });
    expect(await trailIn(bucket).verify()).toMatchObject({ isIntact: false });
  });

  it("gives up where the next number is taken and the end doesn't go on", async () => {
    const bucket = await auditBucket();
    await bucket.write("audit/staging/entries/000000000002.json", textOf(sampleEntries(1)));
    const store = new BucketTrailStore({ ...bucket, client: bucket.client(), prefix: "audit/staging/entries/" });
    const trail = new AuditTrail({ store, anchors: [], now: () => new Date(NOON) });

    await expect(trail.append(sampleEvent())).rejects.toThrow(
      "no entry could be added to the audit trail, since others add theirs all the time: s3://audit/audit/staging/entries/",
    );
  });

  it("keeps another environment's trail out", async () => {
    const bucket = await auditBucket();
    await trailIn(bucket).append(sampleEvent());
    const other = new AuditTrail({
      store: new BucketTrailStore({ ...bucket, client: bucket.client(), prefix: "audit/staging-eu/entries/" }),
      anchors: [],
      now: () => new Date(NOON),
    });

    expect((await other.append(sampleEvent())).entry.sequence).toBe(1);
  });
});
