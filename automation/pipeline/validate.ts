import { approvalSubject } from "../approvals";
import type { AutomationContext } from "../context";
import { described, destructiveChanges } from "../engine/destructive-changes";
import type { RunResult } from "../engine/engine";
import type { DeploymentKind, DeploymentRecord } from "../model/deployment";
import type { ImageDigests } from "../model/image";
import { DeploymentProblem } from "../model/problem";
import { emitReport } from "./emit-report";
import { locked } from "./locked";
import type { DeploymentRequest } from "./request";

/** What a deployment is about to do. */
export interface Plan {
  readonly preview: RunResult;
  /** Id of the approval that was used for it. */
  readonly approval?: string;
}

interface Asked extends Pick<DeploymentRequest, "mayDestroy" | "approval" | "refresh"> {
  /** Whether exactly this is deployed; an approval is used up for nothing else. */
  readonly isFinal: boolean;
}

/**
 * Previews a deployment with its policies, and refuses it where something is against it. Nothing has changed by then.
 * @throws {DeploymentProblem}
 */
export async function validate(
  asked: Asked,
  record: DeploymentRecord,
  context: AutomationContext,
  signal: AbortSignal,
): Promise<Plan> {
  const { engine, emit } = context;
  const preview = await engine.preview({
    configurationText: record.configuration?.text,
    refresh: asked.refresh,
    onReport: emitReport(emit),
    signal,
  });
  requireSound(preview, record.environment, record.kind);
  emit({ code: "preview", operations: preview.operations });
  requireNothingDestroyed(preview, asked.mayDestroy);
  if (!asked.isFinal || !context.needsApproval(record.kind)) return { preview };
  return { preview, approval: await approved(asked, preview, record, context) };
}

/**
 * Refuses what a preview says can't be deployed.
 * @throws {DeploymentProblem}
 */
export function requireSound(result: RunResult, environment: string, kind: DeploymentKind): void {
  const { succeeded, wasLocked, violations, errors } = result;
  if (succeeded) return;
  if (wasLocked) throw locked(environment, errors);
  if (kind === "rollback" && errors.some(isUndecryptable)) throw undecryptable(errors);
  if (violations.length > 0) {
    throw new DeploymentProblem(
      "policy-violated",
      `policies refuse the deployment:\n${violations.map((violation) => `- ${violation}`).join("\n")}`,
      "Mend the configuration, or write an exemption with its reason (docs/policies.md).",
    );
  }
  throw new DeploymentProblem(
    "configuration-invalid",
    `the preview of ${environment} failed:\n${errors.join("\n")}`,
    "Mend what the messages name; nothing was changed.",
  );
}

/** What the engine says of a secret that was encrypted under another passphrase or key. */
function isUndecryptable(error: string): boolean {
  return /decrypt|message authentication failed|incorrect passphrase/i.test(error);
}

function undecryptable(errors: readonly string[]): DeploymentProblem {
  return new DeploymentProblem(
    "return-forbidden",
    `the secrets of that release can't be decrypted any more, since the stack's passphrase or key has changed:\n${errors.join("\n")}`,
    "Set its values by hand with secrets encrypted anew (pulumi config set --secret), and deploy.",
  );
}

function requireNothingDestroyed({ operations }: RunResult, mayDestroy: readonly string[] | undefined): void {
  const refused = destructiveChanges(operations, mayDestroy).filter(({ isAllowed }) => !isAllowed);
  if (refused.length === 0) return;
  throw new DeploymentProblem(
    "destructive-change",
    `the deployment would destroy what holds data or is protected:\n${refused.map((change) => `- ${described(change)}`).join("\n")}`,
    "Undo the change that causes it; or, where that is meant, name each resource that may go.",
  );
}

/** Uses an approval of exactly this deployment up. */
async function approved(
  { approval }: Asked,
  preview: RunResult,
  record: DeploymentRecord,
  context: AutomationContext,
): Promise<string> {
  const subject = approvalSubject({
    environment: record.environment,
    operations: preview.operations,
    imageDigests: askedImage(record),
    configurationDigest: record.configuration?.digest ?? "",
    source: record.source,
  });
  const id = approval ?? (await context.approvals.approvalOf(subject))?.request.id;
  if (id !== undefined) {
    await context.approvals.use(id, subject, record.id, record.requestedBy);
    return id;
  }
  const request = await context.approvals.request(subject, record.requestedBy, record.reason);
  throw new DeploymentProblem(
    "approval-required",
    `a deployment to ${record.environment} needs an approval by somebody else than ${record.requestedBy.who}; asked for one: ${request.id}`,
    `Have it looked at and approved: proofpix approve ${record.environment} ${request.id}; then deploy the same again.`,
  );
}

function askedImage({ image }: DeploymentRecord): ImageDigests {
  return image === undefined ? {} : { image };
}
