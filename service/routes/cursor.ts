import type { DeploymentCursor } from "../deployments/deployment-index";
import { ServiceProblem } from "../problems/service-problem";

/** A place in a list as a text that means nothing to callers. */
export function cursorText({ startedAt, id }: DeploymentCursor): string {
  return Buffer.from(JSON.stringify([startedAt, id])).toString("base64url");
}

/** Text that both databases take: PostgreSQL knows no NUL. */
function isText(value: unknown): value is string {
  return typeof value === "string" && !value.includes("\0");
}

/** @throws {ServiceProblem} for a text that no answer had. */
export function cursorIn(text: string): DeploymentCursor {
  try {
    const [startedAt, id] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    if (isText(startedAt) && isText(id)) return { startedAt, id };
  } catch {
    // told below
  }
  throw new ServiceProblem(
    "request-invalid",
    400,
    "the cursor is none that an answer had",
    "Leave it out, and begin with the first page.",
  );
}
