import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AuditTrail,
  DirectoryTrailStore,
  FileAnchor,
  RECOVERY_ACTION,
  type Anchor,
  type AuditHead,
} from "../../../automation/audit";
import { temporaryDirectory } from "../../support/temporary-directory";
import { sampleEvent } from "./samples";

const NOW = new Date("2026-11-30T12:00:00Z");

function openTrail({ directory = temporaryDirectory(), anchors = undefined as readonly Anchor[] | undefined } = {}) {
  const file = join(directory, "audit.jsonl");
  const heads = join(directory, "anchor", "heads.jsonl");
  const trail = new AuditTrail({
    store: new DirectoryTrailStore(directory),
    anchors: anchors ?? [new FileAnchor(heads)],
    secrets: ["hunter2hunter2"],
    now: () => NOW,
  });
  return { trail, file, heads, directory };
}

/** An anchor out of reach as often as told. */
class FlakyAnchor implements Anchor {
  readonly place = "s3://audit/heads/";
  readonly heads: AuditHead[] = [];
  isReachable = true;

  publish(head: AuditHead): Promise<void> {
    if (!this.isReachable) return Promise.reject(new Error("connect ETIMEDOUT"));
    this.heads.push(head);
    return Promise.resolve();
  }

  headsFrom(sequence: number): Promise<readonly AuditHead[]> {
    if (!this.isReachable) return Promise.reject(new Error("connect ETIMEDOUT"));
    return Promise.resolve(this.heads.filter((head) => head.sequence >= sequence));
  }
}

describe("a trail", () => {
  it("keeps events in order, and is found intact", async () => {
    const { trail } = openTrail();
    await trail.append(sampleEvent({ outcome: "started" }));
    const { entry, problems } = await trail.append(sampleEvent());

    expect(entry).toMatchObject({ sequence: 2, time: NOW.toISOString(), who: "alice@example.com" });
    expect(problems).toEqual([]);
    expect((await trail.entries()).map(({ outcome }) => outcome)).toEqual(["started", "succeeded"]);
    expect(await trail.verify()).toMatchObject({ entries: 2, isIntact: true, findings: [] });
  });

  it("is read by nobody but its user", async () => {
    const { trail, file } = openTrail();
    await trail.append(sampleEvent());

    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("holds no secret of the configuration", async () => {
    const { trail, file } = openTrail();
    await trail.append(sampleEvent({ details: { reason: "the password hunter2hunter2 was wrong", ok: 1 } }));

    expect(readFileSync(file, "utf8")).toMatch(/the password \(withheld\) was wrong/);
    expect(await trail.verify()).toMatchObject({ findings: [] });
  });

  it("finds its last line, however long lines are", async () => {
    const { trail } = openTrail();
    for (const length of [10, 70_000, 10, 300_000]) {
      await trail.append(sampleEvent({ details: { note: "x".repeat(length) } }));
    }

    expect(await trail.verify()).toMatchObject({ entries: 4, findings: [] });
  });

  it("isn't forked by those who write at once", async () => {
    const { trail } = openTrail();
    await Promise.all(Array.from({ length: 20 }, (_, index) => trail.append(sampleEvent({ details: { index } }))));

    expect(await trail.verify()).toMatchObject({ entries: 20, findings: [] });
  });

  it("isn't forked by two processes that write at once", async () => {
    const { trail, directory } = openTrail();
    const writers = ["one", "other"].map((who) => fork(join(__dirname, "writer.cjs"), [directory, who, "15"]));
    const codes = await Promise.all(writers.map((writer) => once(writer, "exit")));

    expect(codes.map(([code]) => code as unknown)).toEqual([0, 0]);
    expect(await trail.verify()).toMatchObject({ entries: 30, findings: [] });
  });
});

describe("a trail whose writer was killed", () => {
  it("tells of a line that wasn't ended, and goes on", async () => {
    const { trail, file } = openTrail();
    await trail.append(sampleEvent());
    appendFileSync(file, '{"from":{"host"');

    expect(await trail.verify()).toMatchObject({ isIntact: true, findings: [{ kind: "torn", line: 2 }] });
    await trail.append(sampleEvent());
    const [, recovery, last] = await trail.entries();

    expect(recovery).toMatchObject({ sequence: 2, what: { action: RECOVERY_ACTION }, details: { tornBytes: 15 } });
    expect(last).toMatchObject({ sequence: 3, what: { action: "deploy" } });
    expect(await trail.verify()).toMatchObject({ findings: [] });
  });

  it("begins anew after a first line that wasn't ended", async () => {
    const { trail, file } = openTrail();
    writeFileSync(file, "{");
    await trail.append(sampleEvent());

    expect(await trail.verify()).toMatchObject({ entries: 2, findings: [] });
  });

  it("tells of an entry that wasn't anchored, and anchors what follows from it", async () => {
    const anchor = new FlakyAnchor();
    const { trail } = openTrail({ anchors: [anchor] });
    await trail.append(sampleEvent());
    anchor.heads.length = 0;

    expect(await trail.verify()).toMatchObject({ isIntact: true, findings: [{ kind: "unanchored", sequence: 1 }] });
    await trail.append(sampleEvent());

    expect((await trail.entries())[1]).toMatchObject({
      what: { action: RECOVERY_ACTION },
      details: { unanchoredSequence: 1, anchors: ["s3://audit/heads/"] },
    });
    expect(await trail.verify()).toMatchObject({ findings: [] });
  });

  it("drops a head that wasn't ended", async () => {
    const { trail, heads } = openTrail();
    await trail.append(sampleEvent());
    appendFileSync(heads, '{"hash":"');
    await trail.append(sampleEvent());

    expect(await trail.verify()).toMatchObject({ entries: 2, findings: [] });
  });
});

describe("a trail whose anchor is out of reach", () => {
  it("keeps the entry and says that it isn't anchored", async () => {
    const anchor = new FlakyAnchor();
    const { trail } = openTrail({ anchors: [anchor] });
    anchor.isReachable = false;
    const { problems } = await trail.append(sampleEvent());

    expect(problems).toEqual([{ place: "s3://audit/heads/", reason: "connect ETIMEDOUT" }]);
    expect(await trail.verify()).toMatchObject({ isIntact: false, findings: [{ kind: "unreadable-anchor" }] });
    anchor.isReachable = true;
    await trail.append(sampleEvent());
    expect(await trail.verify()).toMatchObject({ entries: 3, findings: [] });
  });
});

describe("a trail that was altered", () => {
  it("takes nothing more when it is cut off", async () => {
    const { trail, file } = openTrail();
    await trail.append(sampleEvent());
    const { size } = statSync(file);
    await trail.append(sampleEvent());
    truncateSync(file, size);

    await expect(trail.append(sampleEvent())).rejects.toMatchObject({ code: "cut-off" });
    expect(statSync(file).size).toBe(size);
  });

  it("takes nothing more when it is gone", async () => {
    const { trail, file } = openTrail();
    await trail.append(sampleEvent());
    truncateSync(file, 0);

    await expect(trail.append(sampleEvent())).rejects.toMatchObject({ code: "cut-off" });
  });

  it("takes nothing more when its last entry is another", async () => {
    const { trail, file } = openTrail();
    await trail.append(sampleEvent());
    writeFileSync(file, readFileSync(file, "utf8").replace("alice", "mallory"));

    await expect(trail.append(sampleEvent())).rejects.toMatchObject({ code: "damaged" });
  });

  it("takes nothing more when it was written anew", async () => {
    const { trail, heads } = openTrail();
    await trail.append(sampleEvent());
    const other = openTrail({ anchors: [new FileAnchor(heads)] });

    await expect(other.trail.append(sampleEvent())).rejects.toMatchObject({ code: "cut-off" });
    writeFileSync(other.file, readFileSync((await anotherTrail()).file));
    await expect(other.trail.append(sampleEvent())).rejects.toMatchObject({ code: "rewritten" });
  });

  it("says where its anchor can't be read", async () => {
    const { trail, heads } = openTrail();
    await trail.append(sampleEvent());
    writeFileSync(heads, "nonsense\n");

    expect(await trail.verify()).toMatchObject({
      isIntact: false,
      findings: [{ kind: "unreadable-anchor", message: expect.stringContaining("line 1") as string }],
    });
  });
});

async function anotherTrail() {
  const opened = openTrail();
  await opened.trail.append(sampleEvent({ who: "mallory" }));
  return opened;
}
