import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { approvalSubject, Approvals, DirectoryApprovalStore } from "../../../automation/approvals";
import { AuditTrail, DirectoryTrailStore, FileAnchor } from "../../../automation/audit";
import { temporaryDirectory } from "../../support/temporary-directory";
import { ALICE, BOB, NOON, PLANNED, SUBJECT } from "./samples";

const OTHER = approvalSubject({ ...PLANNED, source: { commit: "cc7f41a8", isDirty: false } });

function openApprovals({ hours = undefined as number | undefined } = {}) {
  const directory = temporaryDirectory();
  const clock = { now: NOON };
  const trail = new AuditTrail({
    store: new DirectoryTrailStore(join(directory, "audit")),
    anchors: [new FileAnchor(join(directory, "anchor.jsonl"))],
    now: () => clock.now,
  });
  let count = 0;
  const approvals = new Approvals({
    store: new DirectoryApprovalStore(join(directory, "approvals")),
    trail,
    hours,
    now: () => clock.now,
    newId: () => `request-${++count}`,
  });
  const told = async () => (await trail.entries()).map(({ who, what, outcome }) => `${who} ${what.action} ${outcome}`);
  return { approvals, trail, told, clock, folder: join(directory, "approvals", "production") };
}

async function approved(opened = openApprovals()) {
  const request = await opened.approvals.request(SUBJECT, ALICE, "release 7");
  const { digest } = request;
  await opened.approvals.decide("production", request.id, { outcome: "approved", digest, by: BOB, comment: "fine" });
  return { ...opened, request };
}

function hours(count: number): Date {
  return new Date(NOON.getTime() + count * 3_600_000);
}

describe("approvals", () => {
  it("are asked for, given by somebody else, used once, and recorded", async () => {
    const { approvals, request, told, trail } = await approved();
    await approvals.use(request.id, SUBJECT, "d-1", ALICE);

    expect(await told()).toEqual([
      "alice@example.com request-approval started",
      "alice@example.com request-approval succeeded",
      "bob@example.com approve started",
      "bob@example.com approve succeeded",
      "alice@example.com use-approval started",
      "alice@example.com use-approval succeeded",
    ]);
    const [, , entry] = await trail.entries();
    expect(entry).toMatchObject({
      what: { environment: "production" },
      from: { host: "github.com", run: BOB.from },
      details: { approval: request.id, digest: request.digest, comment: "fine" },
    });
    await expect(approvals.use(request.id, SUBJECT, "d-2", ALICE)).rejects.toThrow(/was used .* for deployment d-1/);
    expect((await told()).at(-1)).toBe("alice@example.com use-approval refused");
    expect(await trail.verify()).toMatchObject({ findings: [] });
  });

  it("wait until somebody decides", async () => {
    const { approvals } = openApprovals();
    const { id } = await approvals.request(SUBJECT, ALICE);

    expect((await approvals.pending("production")).map(({ request }) => request.id)).toEqual([id]);
    await expect(approvals.use(id, SUBJECT, "d-1", ALICE)).rejects.toMatchObject({
      code: "approval-invalid",
      message: "request request-1 isn't approved yet",
    });
  });

  it("are nobody's own", async () => {
    const { approvals, told } = openApprovals();
    const { id, digest } = await approvals.request(SUBJECT, ALICE);
    const by = { who: "arn:aws:sts::123456789012:assumed-role/production-approver/Alice@example.com", from: "laptop" };

    await expect(approvals.decide("production", id, { outcome: "approved", digest, by })).rejects.toMatchObject({
      nextStep: "Have somebody else decide.",
    });
    expect((await told()).at(-1)).toMatch(/approve refused$/);
    expect((await approvals.pending("production")).length).toBe(1);
  });

  it("are found by what would be deployed", async () => {
    const { approvals, request } = await approved();

    expect((await approvals.approvalOf(SUBJECT))?.request.id).toBe(request.id);
    expect(await approvals.approvalOf(OTHER)).toBeUndefined();
    expect(await approvals.approvalOf({ ...SUBJECT, environment: "staging" })).toBeUndefined();
  });

  it("aren't for what changed since, and stay for what was approved", async () => {
    const { approvals, request } = await approved();

    await expect(approvals.use(request.id, OTHER, "d-1", ALICE)).rejects.toThrow(
      "what would be deployed isn't what bob@example.com approved\n- the program's commit is cc7f41a8, 4f94ad96 was approved",
    );
    await expect(approvals.use(request.id, SUBJECT, "d-1", ALICE)).resolves.toBeDefined();
  });

  it.each([
    [undefined, 24],
    [2, 2],
  ])("given %s hours, expire after %s", async (given, limit) => {
    const opened = openApprovals({ hours: given });
    const { approvals, clock, request } = await approved(opened);
    clock.now = new Date(hours(limit).getTime() - 1);
    expect(await approvals.approvalOf(SUBJECT)).toBeDefined();
    clock.now = hours(limit);

    await expect(approvals.use(request.id, SUBJECT, "d-1", ALICE)).rejects.toThrow(/expired/);
  });

  it.each([0, -1, 169, Number.NaN])("don't count for %s hours", (count) => {
    expect(() => openApprovals({ hours: count })).toThrow(/at most 168 hours/);
  });

  it("are taken back by whoever asked, and by others", async () => {
    const { approvals, request } = await approved();
    await approvals.revoke("production", request.id, ALICE, "a mistake");

    await expect(approvals.use(request.id, SUBJECT, "d-1", ALICE)).rejects.toThrow(/was revoked/);
    await expect(approvals.revoke("production", request.id, BOB)).rejects.toThrow(/was revoked/);
    expect((await approvals.find("production", request.id)).end).toMatchObject({
      kind: "revoked",
      reason: "a mistake",
    });
  });

  it("that were rejected stay so", async () => {
    const { approvals } = openApprovals();
    const { id, digest } = await approvals.request(SUBJECT, ALICE);
    await approvals.decide("production", id, { outcome: "rejected", digest, by: BOB, comment: "not today" });

    await expect(approvals.decide("production", id, { outcome: "approved", digest, by: BOB })).rejects.toThrow(
      /rejected/,
    );
    await expect(approvals.use(id, SUBJECT, "d-1", ALICE)).rejects.toThrow(/rejected/);
  });

  it("that nobody asked for aren't there", async () => {
    const { approvals } = openApprovals();

    await expect(approvals.find("production", "request-9")).rejects.toThrow(
      "there is no request request-9 for production",
    );
    expect(await approvals.pending("production")).toEqual([]);
  });

  it.each(["../production", "a/b", "", ".."])("of an environment %j are refused", async (environment) => {
    await expect(openApprovals().approvals.pending(environment)).rejects.toThrow(/is no name/);
  });
});

describe("at once", () => {
  it("one of several uses counts", async () => {
    const { approvals, request } = await approved();
    const uses = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => approvals.use(request.id, SUBJECT, `d-${index}`, ALICE)),
    );

    expect(uses.filter(({ status }) => status === "fulfilled").length).toBe(1);
  });

  it("a use or a revocation counts, not both", async () => {
    const { approvals, request } = await approved();
    const [use, revocation] = await Promise.allSettled([
      approvals.use(request.id, SUBJECT, "d-1", ALICE),
      approvals.revoke("production", request.id, BOB),
    ]);

    expect([use.status, revocation.status].filter((status) => status === "fulfilled").length).toBe(1);
  });

  it("one of two decisions counts", async () => {
    const { approvals } = openApprovals();
    const { id, digest } = await approvals.request(SUBJECT, ALICE);
    const carol = { who: "carol@example.com", from: "laptop" };
    const decisions = await Promise.allSettled([
      approvals.decide("production", id, { outcome: "approved", digest, by: BOB }),
      approvals.decide("production", id, { outcome: "rejected", digest, by: carol }),
    ]);

    expect(decisions.filter(({ status }) => status === "fulfilled").length).toBe(1);
  });
});

describe("a store that somebody wrote in", () => {
  /** Changes the request of an approval by hand. */
  function change(folder: string, id: string, changes: object): void {
    const file = join(folder, id, "request.json");
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, "utf8")) as object), ...changes }));
  }

  it("lets no approval count longer", async () => {
    const { approvals, clock, request, folder } = await approved();
    change(folder, request.id, { expiresAt: hours(48).toISOString() });
    clock.now = hours(25);

    await expect(approvals.use(request.id, SUBJECT, "d-1", ALICE)).rejects.toThrow(
      "the audit trail doesn't know that request request-1 counts until",
    );
  });

  it("lets nobody have asked who didn't", async () => {
    const { approvals, request, folder } = await approved();
    change(folder, request.id, { requestedBy: { who: "carol@example.com", from: "laptop" } });

    await expect(approvals.use(request.id, SUBJECT, "d-1", ALICE)).rejects.toThrow(
      "the audit trail doesn't know that carol@example.com made request request-1",
    );
  });

  it("lets an approval count that somebody gave twice", async () => {
    const { approvals, request } = await approved();
    const again = { outcome: "approved", digest: request.digest, by: BOB } as const;
    await expect(approvals.decide("production", request.id, again)).rejects.toThrow(/was approved/);

    await expect(approvals.use(request.id, SUBJECT, "d-1", ALICE)).resolves.toBeDefined();
  });

  it("gives no approval that the audit trail doesn't know", async () => {
    const { approvals, folder } = openApprovals();
    const { id, digest } = await approvals.request(SUBJECT, ALICE);
    const decision = { outcome: "approved", digest, by: BOB, at: NOON.toISOString() };
    writeFileSync(join(folder, id, "decision.json"), JSON.stringify(decision));

    await expect(approvals.use(id, SUBJECT, "d-1", ALICE)).rejects.toThrow(/the audit trail doesn't know/);
  });

  it("gives no approval that the audit trail knows as refused", async () => {
    const { approvals, folder, clock } = openApprovals();
    const { id, digest } = await approvals.request(SUBJECT, ALICE);
    clock.now = hours(24);
    await expect(approvals.decide("production", id, { outcome: "approved", digest, by: BOB })).rejects.toThrow(
      /expired/,
    );
    clock.now = NOON;
    const decision = { outcome: "approved", digest, by: BOB, at: NOON.toISOString() };
    writeFileSync(join(folder, id, "decision.json"), JSON.stringify(decision));

    await expect(approvals.use(id, SUBJECT, "d-1", ALICE)).rejects.toThrow(/the audit trail doesn't know/);
  });

  it("gives no approval for a request that is another", async () => {
    const { approvals, folder, request } = await approved();
    const path = join(folder, request.id, "request.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("sha256:new", "sha256:evil"));
    const evil = approvalSubject({ ...PLANNED, imageDigests: { web: "sha256:evil" } });

    await expect(approvals.use(request.id, evil, "d-1", ALICE)).rejects.toThrow(/was changed after it was made/);
  });

  it.each([
    ["no JSON", "{"],
    ["no decision", "{}"],
  ])("names what can't be read: %s", async (_, text) => {
    const { approvals, folder, request } = await approved();
    writeFileSync(join(folder, request.id, "decision.json"), text);

    await expect(approvals.find("production", request.id)).rejects.toThrow(/can't be read/);
    expect(await approvals.approvalOf(SUBJECT)).toBeUndefined();
    const store = new DirectoryApprovalStore(join(folder, ".."));
    expect((await store.list("production")).damaged).toEqual([join(folder, request.id)]);
  });

  it("doesn't take one request's folder for another's", async () => {
    const { folder, request } = await approved();
    const store = new DirectoryApprovalStore(join(folder, ".."));
    await store.create({ ...request, id: "copy" });
    const text = readFileSync(join(folder, request.id, "request.json"), "utf8");
    writeFileSync(join(folder, "copy", "request.json"), text);

    expect((await store.list("production")).damaged).toEqual([join(folder, "copy")]);
  });
});

describe("a process that is killed", () => {
  it("leaves no request half written", async () => {
    const { approvals, folder } = openApprovals();
    await approvals.request(SUBJECT, ALICE);
    rmSync(join(folder, "request-1", "request.json"));
    writeFileSync(join(folder, "request-1", "request.json.1234.new"), "{");

    expect(await approvals.pending("production")).toEqual([]);
  });

  it("after the decision and before the trail's last entry leaves an approval that counts", async () => {
    const { approvals, folder, trail } = openApprovals();
    const { id, digest } = await approvals.request(SUBJECT, ALICE);
    await trail.append({
      who: BOB.who,
      what: { action: "approve", environment: "production" },
      from: { host: "laptop" },
      outcome: "started",
      details: { approval: id, digest },
    });
    const decision = { outcome: "approved", digest, by: BOB, at: NOON.toISOString() };
    writeFileSync(join(folder, id, "decision.json"), JSON.stringify(decision));

    await expect(approvals.use(id, SUBJECT, "d-1", ALICE)).resolves.toBeDefined();
    expect(existsSync(join(folder, id, "end.json"))).toBe(true);
    expect(readdirSync(join(folder, id)).filter((name) => name.endsWith(".new"))).toEqual([]);
  });
});
