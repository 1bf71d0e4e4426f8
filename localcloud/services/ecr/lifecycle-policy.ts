import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, number, object, text, type Properties } from "../../model/values";
import { LifecycleError, requireMembers, requirePositive } from "./lifecycle-schema";
import { requireSelection } from "./lifecycle-selection";
import { requireRepositoryOf } from "./repository-lookup";

const MOST_RULES = 50;

/** The images that Amazon ECR expires; a repository has one such policy. */
export const lifecyclePolicy: ResourceType = {
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  mapping: {
    operation: "ecr.PutLifecyclePolicy",
    inputs: { repository: "repositoryName", policy: "lifecyclePolicyText" },
  },
  replaceOnChanges: ["repository", "region"],
  rules: [requireRepositoryOf, requireLifecyclePolicy],
  make: ({ inputs, accountId }) => ({ id: text(inputs, "repository") ?? "", computed: { registryId: accountId } }),
};

/**
 * Refuses a policy that PutLifecyclePolicy refuses (Amazon ECR User Guide, "Lifecycle policy properties in Amazon
 * ECR").
 */
function requireLifecyclePolicy({ inputs }: Operation): void {
  try {
    requireRules(rulesOf(inputs.policy));
  } catch (error) {
    if (!(error instanceof LifecycleError)) throw error;
    refuse(
      "InvalidParameterException",
      `Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${error.message}'`,
      `policy: ${error.path}`,
    );
  }
}

function rulesOf(policy: unknown): Properties[] {
  const content = parsed(policy);
  if (!isProperties(content)) throw new LifecycleError("Could not map policyString into LifecyclePolicy", "");
  requireMembers(content, { required: ["rules"], optional: [] }, "");
  const { rules } = content;
  if (!Array.isArray(rules) || rules.length === 0) throw new LifecycleError("array is too short", "rules");
  if (rules.length > MOST_RULES) throw new LifecycleError("array is too long", "rules");
  return rules.map((rule: unknown, index) => {
    if (isProperties(rule)) return rule;
    throw new LifecycleError("instance type does not match the schema", `rules[${index}]`);
  });
}

function parsed(policy: unknown): unknown {
  if (typeof policy !== "string") return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

function requireRules(rules: readonly Properties[]): void {
  rules.forEach((rule, index) => {
    requireRule(rule, `rules[${index}]`);
  });
  requireUniquePriorities(rules);
  requireCatchAllLast(rules);
}

function requireRule(rule: Properties, path: string): void {
  requireMembers(rule, { required: ["rulePriority", "selection", "action"], optional: ["description"] }, path);
  requirePositive(number(rule, "rulePriority") ?? 0, `${path}.rulePriority`);
  requireSelection(object(rule, "selection") ?? {}, `${path}.selection`);
  requireAction(object(rule, "action") ?? {}, `${path}.action`);
}

function requireAction(action: Properties, path: string): void {
  const type = text(action, "type");
  if (type === "expire") {
    requireMembers(action, { required: ["type"], optional: [] }, path);
    return;
  }
  if (type === "transition" && action.targetStorageClass === "archive") return;
  throw new LifecycleError(
    `the action is { "type": "expire" } or { "type": "transition", "targetStorageClass": "archive" }`,
    path,
  );
}

function requireUniquePriorities(rules: readonly Properties[]): void {
  const priorities = rules.map((rule) => number(rule, "rulePriority"));
  const repeated = priorities.findIndex((priority, index) => priorities.indexOf(priority) < index);
  if (repeated >= 0)
    throw new LifecycleError("Duplicate priority in multiple rules", `rules[${repeated}].rulePriority`);
}

/** Refuses a second rule for all images, and one that isn't the last: later rules would find no image. */
function requireCatchAllLast(rules: readonly Properties[]): void {
  const catchAll = rules.filter((rule) => text(rule, "selection.tagStatus") === "any");
  if (catchAll.length > 1) throw new LifecycleError("Only one rule can specify tagStatus=ANY", "rules");
  const [only] = catchAll;
  const highest = Math.max(...rules.map((rule) => number(rule, "rulePriority") ?? 0));
  if (only === undefined || number(only, "rulePriority") === highest) return;
  throw new LifecycleError(
    "Rule for tagStatus=ANY must have the highest rulePriority",
    `rules[${rules.indexOf(only)}]`,
  );
}
