import { number, text, texts, type Properties } from "../../model/values";
import { LifecycleError, requireMembers, requirePositive } from "./lifecycle-schema";

const TAG_LISTS = ["tagPrefixList", "tagPatternList"];
/** Types of count in days, which need the unit. */
const AGES = ["sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"];
const MOST_WILDCARDS = 4;

/** @throws {LifecycleError} for a rule's selection that Amazon ECR refuses. */
export function requireSelection(selection: Properties, path: string): void {
  const optional = ["countUnit", "storageClass", ...TAG_LISTS];
  requireMembers(selection, { required: ["tagStatus", "countType", "countNumber"], optional }, path);
  requireTags(selection, path);
  requireCount(selection, path);
  requireStorageClass(selection, path);
}

function requireTags(selection: Properties, path: string): void {
  const status = text(selection, "tagStatus") ?? "";
  const given = TAG_LISTS.filter((list) => texts(selection, list).length > 0);
  if (status !== "tagged") {
    refuseTags(status, given[0], path);
    return;
  }
  if (given.length === 0) throw new LifecycleError("Must specify tagPrefixList or tagPatternList", path);
  if (given.length > 1) {
    throw new LifecycleError(
      "If policy has a tagged rule, it must specify only one of tagPrefixList or tagPatternList",
      path,
    );
  }
  const wrong = texts(selection, "tagPatternList").find((pattern) => pattern.split("*").length - 1 > MOST_WILDCARDS);
  if (wrong !== undefined) {
    throw new LifecycleError(`Invalid tag pattern provided: '${wrong}'`, `${path}.tagPatternList`);
  }
}

function refuseTags(status: string, list: string | undefined, path: string): void {
  if (!["untagged", "any"].includes(status)) {
    throw new LifecycleError(`tagStatus must be tagged, untagged or any, got '${status}'`, `${path}.tagStatus`);
  }
  if (list !== undefined)
    throw new LifecycleError(`Cannot specify ${list} with tagStatus ${status}`, `${path}.${list}`);
}

function requireCount(selection: Properties, path: string): void {
  const type = text(selection, "countType") ?? "";
  const types = ["imageCountMoreThan", ...AGES];
  if (!types.includes(type)) {
    throw new LifecycleError(`countType must be one of ${types.join(", ")}, got '${type}'`, `${path}.countType`);
  }
  const unit = AGES.includes(type) ? "days" : undefined;
  if (selection.countUnit !== unit) {
    throw new LifecycleError(
      `countType ${type} ${unit === undefined ? "takes no countUnit" : `needs countUnit ${unit}`}`,
      `${path}.countUnit`,
    );
  }
  requirePositive(number(selection, "countNumber") ?? 0, `${path}.countNumber`);
}

function requireStorageClass(selection: Properties, path: string): void {
  const storage = text(selection, "storageClass");
  if (storage !== "archive" || text(selection, "countType") === "sinceImageTransitioned") return;
  throw new LifecycleError(
    "SINCE_IMAGE_PUSHED, SINCE_IMAGE_PULLED and IMAGE_COUNT_MORE_THAN support the STANDARD storage class only",
    `${path}.storageClass`,
  );
}
