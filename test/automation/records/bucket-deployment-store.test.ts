import type { S3Client } from "@aws-sdk/client-s3";
import { BucketDeploymentStore } from "../../../automation/records/bucket-deployment-store";
import { isHeld } from "../../../automation/records/deployment-store";
import { lockedBy } from "../../../automation/records/locked-by";
import { auditBucket, loseNextAnswer } from "../support/audit-bucket";
import { deployed } from "../support/records";

const NOON = Date.parse("2026-11-30T12:00:00.000Z");
const WORKER = { host: "runner-1", processId: 11 };

/** A machine with a store of its own, a clock that all share, and timers that a test lets ring. */
async function machines() {
  const bucket = await auditBucket();
  const clock = { now: NOON };
  const open = (client: S3Client = bucket.client(), seconds?: number) => {
    const timers: { milliseconds: number; work: () => Promise<void>; isStopped: boolean }[] = [];
    const store = new BucketDeploymentStore({
      ...{ client, bucket: bucket.bucket, prefix: "records/", seconds },
      now: () => new Date(clock.now),
      every: (milliseconds, work) => {
        const timer = { milliseconds, work, isStopped: false };
        timers.push(timer);
        return () => {
          timer.isStopped = true;
        };
      },
    });
    const ring = async (): Promise<void> => {
      for (const { work, isStopped } of timers) if (!isStopped) await work();
    };
    const claim = async (id: string) => {
      const claimed = await store.claim("staging", id, WORKER);
      if (!isHeld(claimed)) throw lockedBy(claimed.heldBy);
      return claimed;
    };
    return { store, timers, ring, claim };
  };
  return { bucket, clock, open };
}

const LOST = { code: "claim-lost", isRefusal: false };

describe("a claim in a bucket", () => {
  it.each([
    [undefined, 300],
    [30, 30],
  ])("given a lease of %s seconds, ends after %s", async (seconds, limit) => {
    const { clock, open } = await machines();
    await open(undefined, seconds).claim("d-1");
    clock.now = NOON + limit * 1000 - 1;

    await expect(open().claim("d-2")).rejects.toMatchObject({
      code: "stack-locked",
      message: "another run works on staging: d-1, process 11 on runner-1, last seen 2026-11-30T12:00:00.000Z",
      nextStep: expect.stringContaining(new Date(NOON + limit * 1000).toISOString()) as string,
    });
    clock.now += 1;
    await expect(open().claim("d-2")).resolves.toBeDefined();
  });

  it("goes on as long as its worker renews it, every minute, until it is released", async () => {
    const { clock, open } = await machines();
    const one = open();
    const claim = await one.claim("d-1");
    for (let minute = 1; minute <= 12; minute++) {
      clock.now += 60_000;
      await one.ring();
    }

    expect(one.timers).toMatchObject([{ milliseconds: 60_000 }]);
    await expect(open().claim("d-2")).rejects.toMatchObject({ code: "stack-locked" });
    await one.store.save(deployed(1));
    await claim.release();
    expect(one.timers).toMatchObject([{ isStopped: true }]);
    await expect(open().claim("d-2")).resolves.toBeDefined();
  });

  it("outlives renewals that don't reach S3, while its time lasts", async () => {
    const { clock, open, bucket } = await machines();
    const client = bucket.client();
    const one = open(client);
    await one.claim("d-1");
    client.middlewareStack.add(() => () => Promise.reject(new Error("no connection")), {
      ...({ step: "initialize", name: "outage" } as const),
    });
    clock.now += 240_000;
    await one.ring();
    client.middlewareStack.remove("outage");
    await one.ring();
    clock.now += 299_000;

    await expect(open().claim("d-2")).rejects.toMatchObject({ code: "stack-locked" });
    await expect(one.store.save(deployed(1))).resolves.toBeUndefined();
  });

  it("that ended keeps its worker from writing, before anybody else has it", async () => {
    const { clock, open } = await machines();
    const one = open();
    await one.claim("d-1");
    clock.now += 300_000;

    await expect(one.store.save(deployed(1))).rejects.toMatchObject(LOST);
  });

  it("that was taken over keeps its old worker from writing and from releasing it", async () => {
    const { clock, open } = await machines();
    const [slow, next] = [open(), open()];
    await slow.store.save(deployed(1, { status: "running" }));
    const claim = await slow.claim("d-1");
    clock.now += 300_000;
    await next.claim("d-2");
    await next.store.list("staging");
    await next.store.save(deployed(1, { status: "interrupted" }));
    await slow.ring();

    await expect(slow.store.save(deployed(1))).rejects.toMatchObject(LOST);
    await expect(slow.store.save(deployed(2, { kind: "rollback" }))).rejects.toMatchObject(LOST);
    await claim.release();
    await expect(open().claim("d-3")).rejects.toMatchObject({ code: "stack-locked" });
    expect((await open().store.list("staging")).records).toMatchObject([{ status: "interrupted" }]);
  });

  it("is got again by a worker that had lost it", async () => {
    const { clock, open } = await machines();
    const one = open();
    await one.claim("d-1");
    clock.now += 300_000;
    await expect(one.store.save(deployed(1))).rejects.toMatchObject(LOST);
    await one.claim("d-2");

    await expect(one.store.save(deployed(2))).resolves.toBeUndefined();
  });
});

describe("a record in a bucket", () => {
  it("isn't written over by who doesn't know what it is now", async () => {
    const { open } = await machines();
    const [one, other] = [open(), open()];
    await one.store.save(deployed(1, { status: "running" }));
    await other.store.list("staging");
    await one.store.save(deployed(1));

    await expect(other.store.save(deployed(1, { status: "interrupted" }))).rejects.toMatchObject(LOST);
    await expect(open().store.save(deployed(1, { status: "failed" }))).rejects.toMatchObject(LOST);
    expect((await open().store.list("staging")).records).toMatchObject([{ status: "succeeded" }]);
  });

  it.each(["its first writing", "a later one"])("is written once where the answer to %s was lost", async (which) => {
    const { open, bucket } = await machines();
    const client = bucket.client();
    const { store } = open(client);
    if (which === "a later one") await store.save(deployed(1, { status: "running" }));
    loseNextAnswer(client);
    await store.save(deployed(1));

    expect((await open().store.list("staging")).records).toEqual([deployed(1)]);
    await expect(store.save(deployed(1, { status: "rolled-back" }))).resolves.toBeUndefined();
  });

  it("is one of more than a page lists", async () => {
    const { open, bucket } = await machines();
    const client = bucket.client();
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === "ListObjectsV2Command") (args.input as { MaxKeys?: number }).MaxKeys = 2;
          return next(args);
        },
      { step: "initialize" },
    );
    const { store } = open(client);
    for (const minute of [1, 2, 3, 4, 5]) await store.save(deployed(minute));

    expect((await store.list("staging")).records.map(({ updateVersion }) => updateVersion)).toEqual([5, 4, 3, 2, 1]);
  });
});
