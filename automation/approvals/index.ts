export {
  statusOf,
  type Approval,
  type ApprovalDecision,
  type ApprovalEnd,
  type ApprovalRefusal,
  type ApprovalRequest,
  type ApprovalStatus,
} from "./approval";
export { Approvals, type ApprovalsOptions } from "./approvals";
export { BucketApprovalStore } from "./bucket-store";
export { differencesOf } from "./differences";
export { DirectoryApprovalStore } from "./directory-store";
export { maySamePerson, personOf } from "./identity";
export { APPROVAL_HOURS, APPROVAL_POLICY, needsApproval, type ApprovalPolicy } from "./policy";
export type { ApprovalStore } from "./store";
export {
  approvalSubject,
  digestOfSubject,
  type ApprovalSubject,
  type ApprovedOperation,
  type PlannedDeployment,
} from "./subject";
