import {
  refusalOfDecision,
  refusalOfRevocation,
  refusalOfUse,
  type Approval,
} from "../../../automation/approvals/approval";
import { approvalSubject, statusOf } from "../../../automation/approvals";
import { ALICE, BOB, NOON, PLANNED, sampleApproval, sampleDecision, sampleRequest, SUBJECT } from "./samples";

const LATER = new Date("2026-11-30T14:00:00.000Z");
const TOMORROW = new Date("2026-12-01T12:00:00.000Z");
const USED = { kind: "used", deployment: "d-1", by: ALICE, at: "2026-11-30T13:30:00.000Z" } as const;
const REVOKED = { kind: "revoked", by: BOB, at: "2026-11-30T13:30:00.000Z" } as const;
const OTHER = approvalSubject({ ...PLANNED, imageDigests: { web: "sha256:newer" } });

describe("statusOf", () => {
  const rejected = sampleDecision({ outcome: "rejected" });
  it.each<[string, Approval, Date]>([
    ["pending", sampleApproval({ decision: undefined }), LATER],
    ["approved", sampleApproval(), LATER],
    ["approved", sampleApproval(), new Date(TOMORROW.getTime() - 1)],
    ["expired", sampleApproval(), TOMORROW],
    ["expired", sampleApproval({ decision: undefined }), TOMORROW],
    ["rejected", sampleApproval({ decision: rejected }), LATER],
    ["rejected", sampleApproval({ decision: rejected }), TOMORROW],
    ["used", sampleApproval({ end: USED }), LATER],
    ["used", sampleApproval({ end: USED }), TOMORROW],
    ["revoked", sampleApproval({ end: REVOKED }), LATER],
    ["revoked", sampleApproval({ decision: undefined, end: REVOKED }), LATER],
  ])("is %s", (status, approval, now) => {
    expect(statusOf(approval, now)).toBe(status);
  });
});

describe("the use of an approval", () => {
  it("is possible for exactly what was approved", () => {
    expect(refusalOfUse(sampleApproval(), SUBJECT, LATER)).toBeUndefined();
  });

  it.each<[string, Approval, string, RegExp]>([
    ["isn't decided on", sampleApproval({ decision: undefined }), "not-approved", /isn't approved yet/],
    [
      "was rejected",
      sampleApproval({ decision: sampleDecision({ outcome: "rejected" }) }),
      "not-approved",
      /was rejected at 2026-11-30T13:00:00.000Z by bob@example.com/,
    ],
    [
      "was used",
      sampleApproval({ end: USED }),
      "not-approved",
      /was used at .* by alice@example.com, for deployment d-1/,
    ],
    ["was revoked", sampleApproval({ end: REVOKED }), "not-approved", /was revoked at .* by bob@example.com/],
    [
      "was approved by who asked, under another name",
      sampleApproval({ decision: sampleDecision({ by: { who: "Alice", from: "laptop" } }) }),
      "same-person",
      /Alice can't decide on request/,
    ],
    [
      "was approved by nobody",
      sampleApproval({ decision: sampleDecision({ by: { who: " ", from: "laptop" } }) }),
      "unknown-person",
      /nobody knows/,
    ],
    [
      "was changed after it was made",
      sampleApproval({ request: sampleRequest({ subject: OTHER }) }),
      "altered",
      /was changed after it was made/,
    ],
    [
      "was approved for another digest",
      sampleApproval({ decision: sampleDecision({ digest: "0".repeat(64) }) }),
      "altered",
      /was changed after it was made/,
    ],
  ])("is refused of one that %s", (_, approval, code, message) => {
    const planned = code === "altered" ? approval.request.subject : SUBJECT;

    expect(refusalOfUse(approval, planned, LATER)).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it("is refused once it has expired", () => {
    expect(refusalOfUse(sampleApproval(), SUBJECT, TOMORROW)?.message).toMatch(/expired at 2026-12-01T12:00:00.000Z/);
  });

  it("is refused for what changed since, and says what", () => {
    expect(refusalOfUse(sampleApproval(), OTHER, LATER)).toEqual({
      code: "changed",
      message: "what would be deployed isn't what bob@example.com approved",
      differences: ["the image of web is sha256:newer, sha256:new was approved"],
    });
  });
});

describe("a decision", () => {
  const pending = sampleApproval({ decision: undefined });

  it("is anybody's but the requester's", () => {
    expect(refusalOfDecision(pending, sampleDecision(), LATER)).toBeUndefined();
    expect(refusalOfDecision(pending, sampleDecision({ by: ALICE }), LATER)?.code).toBe("same-person");
    expect(refusalOfDecision(pending, sampleDecision({ by: ALICE, outcome: "rejected" }), LATER)?.code).toBe(
      "same-person",
    );
  });

  it.each<[string, Approval, Date, string]>([
    ["expired", pending, TOMORROW, "not-approved"],
    ["decided on", sampleApproval(), LATER, "not-approved"],
    ["revoked", { ...pending, end: REVOKED }, LATER, "not-approved"],
    ["altered", { request: sampleRequest({ subject: OTHER }) }, LATER, "altered"],
  ])("is refused of a request that is %s", (_, approval, now, code) => {
    expect(refusalOfDecision(approval, sampleDecision(), now)?.code).toBe(code);
  });

  it("is refused of another digest than was looked at", () => {
    expect(refusalOfDecision(pending, sampleDecision({ digest: "0".repeat(64) }), LATER)?.code).toBe("changed");
  });
});

describe("a revocation", () => {
  it.each<[string, Approval]>([
    ["pending", sampleApproval({ decision: undefined })],
    ["approved", sampleApproval()],
  ])("is possible while it is %s", (_, approval) => {
    expect(refusalOfRevocation(approval, NOON)).toBeUndefined();
  });

  it.each<[string, Approval, Date]>([
    ["used", sampleApproval({ end: USED }), LATER],
    ["revoked", sampleApproval({ end: REVOKED }), LATER],
    ["expired", sampleApproval(), TOMORROW],
  ])("is refused once it is %s", (status, approval, now) => {
    expect(refusalOfRevocation(approval, now)?.message).toContain(status);
  });
});
