import type { Approval, ApprovalDecision, ApprovalRequest } from "../../../automation/approvals";
import {
  approvalSubject,
  digestOfSubject,
  type ApprovalSubject,
  type PlannedDeployment,
} from "../../../automation/approvals";

const STACK = "urn:pulumi:production::proofpix";

/** A preview of production that deploys another image. */
export const PLANNED: PlannedDeployment = {
  environment: "production",
  operations: [
    { urn: `${STACK}::aws:ecs/service:Service::web`, kind: "update", changes: ["taskDefinition"], replacedBy: [] },
    {
      urn: `${STACK}::proofpix:container-service:ContainerService$aws:ecs/taskDefinition:TaskDefinition::web`,
      kind: "replace",
      changes: ["containerDefinitions"],
      replacedBy: ["containerDefinitions"],
    },
    { urn: `${STACK}::aws:ec2/vpc:Vpc::network`, kind: "same", changes: [], replacedBy: [] },
  ],
  imageDigests: { web: "sha256:new" },
  configurationDigest: "c".repeat(64),
  source: { commit: "4f94ad96", isDirty: false },
};

export const SUBJECT: ApprovalSubject = approvalSubject(PLANNED);

/** Noon of the day on which the requests of tests are made. */
export const NOON = new Date("2026-11-30T12:00:00.000Z");

export const ALICE = { who: "alice@example.com", from: "laptop" };
export const BOB = { who: "bob@example.com", from: "https://github.com/proofpix/infrastructure/actions/runs/42" };

/** A request that Alice made at noon and that counts for a day, with what a test is about. */
export function sampleRequest(overrides: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    version: 1,
    id: "20261130-120000-aaaa",
    subject: SUBJECT,
    digest: digestOfSubject(SUBJECT),
    requestedBy: ALICE,
    requestedAt: NOON.toISOString(),
    expiresAt: "2026-12-01T12:00:00.000Z",
    ...overrides,
  };
}

/** Bob's approval of it, an hour later. */
export function sampleDecision(overrides: Partial<ApprovalDecision> = {}): ApprovalDecision {
  return {
    outcome: "approved",
    digest: digestOfSubject(SUBJECT),
    by: BOB,
    at: "2026-11-30T13:00:00.000Z",
    ...overrides,
  };
}

export function sampleApproval(overrides: Partial<Approval> = {}): Approval {
  return { request: sampleRequest(), decision: sampleDecision(), ...overrides };
}
