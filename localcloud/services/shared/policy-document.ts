import { isProperties, type Properties } from "../../model/values";
import { fail, listOf, PolicyError } from "./policy-error";
import { parseStatement, type PolicyKind, type PolicyStatement } from "./policy-statement";

/** A policy that AWS would accept. */
export interface PolicyDocument {
  readonly statements: readonly PolicyStatement[];
}

const ELEMENTS = ["Version", "Id", "Statement"];
const VERSIONS: readonly unknown[] = [undefined, "2008-10-17", "2012-10-17"];

/**
 * Reads a policy as strictly as IAM does (IAM User Guide, "IAM JSON policy element reference" and "Grammar of the IAM
 * JSON policy language").
 * @throws {PolicyError} for the first thing that is wrong.
 */
export function parsePolicy(policy: unknown, kind: PolicyKind): PolicyDocument {
  const content = typeof policy === "string" ? parseJson(policy) : policy;
  if (!isProperties(content)) fail("Syntax errors in policy: it must be a JSON object", "");
  const unknown = Object.keys(content).find((element) => !ELEMENTS.includes(element));
  if (unknown !== undefined) fail(`Syntax errors in policy: '${unknown}' is no element of a policy`, "");
  if (!VERSIONS.includes(content.Version)) fail("The policy must contain a valid version string", "Version");
  const statements = listOf<unknown>(content.Statement);
  if (statements.length === 0) fail("Syntax errors in policy: it has no statement", "Statement");
  const parsed = statements.map((statement, index) => parseStatement(statement, kind, `Statement[${index}]`));
  requireUniqueIds(statements.filter(isProperties));
  return { statements: parsed };
}

/** JSON text as IAM wants it: the policy begins at the first character. */
function parseJson(text: string): unknown {
  if (/^\s/.test(text)) fail("JSON strings must not have leading spaces", "");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyError(`This policy contains invalid Json: ${error instanceof Error ? error.message : ""}`, "");
  }
}

function requireUniqueIds(statements: readonly Properties[]): void {
  const ids = statements.flatMap(({ Sid: id }) => (typeof id === "string" && id !== "" ? [id] : []));
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated !== undefined) {
    fail(`Statement IDs (SID) in a single policy must be unique, '${repeated}' is not`, "Statement");
  }
}
