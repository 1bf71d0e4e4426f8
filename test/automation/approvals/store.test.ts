import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type ApprovalDecision,
  type ApprovalEnd,
  type ApprovalStore,
  BucketApprovalStore,
  DirectoryApprovalStore,
} from "../../../automation/approvals";
import { temporaryDirectory } from "../../support/temporary-directory";
import { auditBucket } from "../support/audit-bucket";
import { ALICE, BOB, sampleRequest } from "./samples";

const REQUEST = sampleRequest();
const { id, digest } = REQUEST;
const DECISION: ApprovalDecision = { outcome: "approved", digest, by: BOB, at: "2026-11-30T13:00:00.000Z" };
const END: ApprovalEnd = { kind: "used", deployment: "d-1", by: ALICE, at: "2026-11-30T14:00:00.000Z" };

/** One place for approvals, as several processes see it. */
interface Place {
  readonly open: () => ApprovalStore;
  /** Writes a part by hand. */
  readonly write: (path: string, text: string) => Promise<void>;
  /** How a folder is named. */
  readonly nameOf: (folder: string) => string;
}

function inFiles(): Promise<Place> {
  const directory = temporaryDirectory();
  return Promise.resolve({
    open: () => new DirectoryApprovalStore(directory),
    write: (path, text) => {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
      return Promise.resolve();
    },
    nameOf: (folder) => join(directory, folder),
  });
}

async function inBucket(): Promise<Place> {
  const { bucket, client, write } = await auditBucket();
  return {
    open: () => new BucketApprovalStore({ client: client(), bucket, prefix: "approvals/" }),
    write: (path, text) => write(`approvals/${path}`, text),
    nameOf: (folder) => `s3://audit/approvals/${folder}/`,
  };
}

describe.each([
  ["files", inFiles],
  ["a bucket", inBucket],
])("approvals in %s", (_, opened) => {
  it("are found by others with all that became of them", async () => {
    const { open } = await opened();
    const [one, other] = [open(), open()];
    expect(await one.create(REQUEST)).toBe(true);
    expect(await other.find("production", id)).toEqual({ request: REQUEST });
    expect(await other.decide("production", id, DECISION)).toBe(true);
    expect(await one.end("production", id, END)).toBe(true);

    expect(await other.find("production", id)).toEqual({ request: REQUEST, decision: DECISION, end: END });
    expect(await other.find("production", "20261130-120000-bbbb")).toBeUndefined();
    expect(await other.find("staging", id)).toBeUndefined();
  });

  it("are listed with the newest first, each environment by itself", async () => {
    const { open } = await opened();
    const later = sampleRequest({ id: "20261130-130000-aaaa" });
    const elsewhere = sampleRequest({ subject: { ...REQUEST.subject, environment: "production-eu" } });
    for (const each of [REQUEST, later, elsewhere]) await open().create(each);

    expect(await open().list("production")).toEqual({
      approvals: [{ request: later }, { request: REQUEST }],
      damaged: [],
    });
    expect(await open().list("staging")).toEqual({ approvals: [], damaged: [] });
  });

  it("are written once, part by part, by one of many at once", async () => {
    const { open } = await opened();
    const created = await Promise.all([1, 2, 3].map(() => open().create(REQUEST)));
    const decided = await Promise.all(
      [ALICE, BOB, BOB].map((by) => open().decide("production", id, { ...DECISION, by })),
    );
    const ended = await Promise.all(
      ["d-1", "d-2", "d-3"].map((deployment) => open().end("production", id, { ...END, deployment })),
    );

    expect([created, decided, ended].map((each) => each.filter(Boolean).length)).toEqual([1, 1, 1]);
    expect(await open().create(REQUEST)).toBe(false);
  });

  it.each([
    ["no JSON", "{"],
    [
      "another environment's",
      JSON.stringify(sampleRequest({ subject: { ...REQUEST.subject, environment: "staging" } })),
    ],
  ])("whose request is %s are named, and not found", async (__, text) => {
    const { open, write, nameOf } = await opened();
    await write(`production/${id}/request.json`, text);

    expect(await open().list("production")).toEqual({ approvals: [], damaged: [nameOf(`production/${id}`)] });
    await expect(open().find("production", id)).rejects.toThrow(/can't be read/);
  });

  it("without a request are none yet", async () => {
    const { open, write } = await opened();
    await write(`production/${id}/decision.json`, JSON.stringify(DECISION));

    expect(await open().find("production", id)).toBeUndefined();
    expect(await open().list("production")).toEqual({ approvals: [], damaged: [] });
  });

  it.each(["../staging", "a/b", ""])("have no name such as %j", async (name) => {
    const { open } = await opened();

    await expect(open().find("production", name)).rejects.toThrow(/is no name/);
    await expect(open().list(name)).rejects.toThrow(/is no name/);
  });
});

it("in a bucket stay as they were written first, whatever somebody writes over them or hides", async () => {
  const { bucket, client, write, hide } = await auditBucket();
  const store = new BucketApprovalStore({ client: client(), bucket, prefix: "approvals/" });
  await store.create(REQUEST);
  await store.decide("production", id, { ...DECISION, outcome: "rejected" });
  await write(`approvals/production/${id}/decision.json`, JSON.stringify(DECISION));
  await hide(`approvals/production/${id}/request.json`);
  const another = new BucketApprovalStore({ client: client(), bucket, prefix: "approvals/" });

  expect(await another.find("production", id)).toMatchObject({ request: REQUEST, decision: { outcome: "rejected" } });
  expect((await another.list("production")).approvals).toHaveLength(1);
});
