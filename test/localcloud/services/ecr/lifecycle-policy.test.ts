import type { Properties } from "../../../../localcloud/model/values";
import { describeRules } from "../../support";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE_POLICY = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

const SELECTION = { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 };

function rule(changes: Properties = {}, selection: Properties = {}): Properties {
  return { rulePriority: 1, selection: { ...SELECTION, ...selection }, action: { type: "expire" }, ...changes };
}

function rules(...each: readonly Properties[]): Properties {
  // Amazon ECR takes no policy of less than 100 characters.
  return { policy: JSON.stringify({ rules: each }, undefined, 8) };
}

/** A rule for tagged images of which at most some stay. */
function tagged(selection: Properties): Properties {
  return rule({}, { tagStatus: "tagged", countType: "imageCountMoreThan", countUnit: undefined, ...selection });
}

describeRules(
  LIFECYCLE_POLICY,
  (cloud) => ({ inputs: { repository: cloud.create(REPOSITORY, { name: "enterprise" }).id, ...rules(rule()) } }),
  [
    [
      "a repository that isn't there",
      { repository: "none" },
      {},
      "RepositoryNotFoundException",
      "The repository with name 'none' does not exist in the registry with id '123456789012' (repository)",
    ],
    [
      "a policy that doesn't parse",
      { policy: `${String(rules(rule()).policy)}}` },
      {},
      "InvalidParameterException",
      "'Lifecycle policy validation failure: Could not map policyString into LifecyclePolicy' (policy: )",
    ],
    [
      "no rules",
      { policy: `{ "rules": [${" ".repeat(100)}] }` },
      {},
      "InvalidParameterException",
      "array is too short",
    ],
    [
      "51 rules",
      rules(...Array.from({ length: 51 }, (_, index) => rule({ rulePriority: index + 1 }))),
      rules(...Array.from({ length: 50 }, (_, index) => rule({ rulePriority: index + 1 }))),
      "InvalidParameterException",
      "array is too long",
    ],
    [
      "a rule without action",
      rules(rule({ action: undefined })),
      {},
      "InvalidParameterException",
      `missing required properties (["action"])' (policy: rules[0])`,
    ],
    [
      "a word that ECR doesn't know",
      rules(rule({ name: "untagged" })),
      rules(rule({ description: "untagged" })),
      "InvalidParameterException",
      `not allowed by the schema: ["name"]`,
    ],
    [
      "one priority twice",
      rules(rule(), tagged({ tagPatternList: ["*"] })),
      rules(rule(), { ...tagged({ tagPatternList: ["*"] }), rulePriority: 2 }),
      "InvalidParameterException",
      "Duplicate priority in multiple rules' (policy: rules[1].rulePriority)",
    ],
    [
      "a priority of 0",
      rules(rule({ rulePriority: 0 })),
      rules(rule({ rulePriority: 1 })),
      "InvalidParameterException",
      "lower than the required minimum 1: 0",
    ],
    [
      "a rule for any image before others",
      rules(rule({}, { tagStatus: "any" }), rule({ rulePriority: 2 })),
      rules(rule({ rulePriority: 2 }, { tagStatus: "any" }), rule()),
      "InvalidParameterException",
      "Rule for tagStatus=ANY must have the highest rulePriority",
    ],
    [
      "two rules for any image",
      rules(rule({}, { tagStatus: "any" }), rule({ rulePriority: 2 }, { tagStatus: "any" })),
      rules(rule(), rule({ rulePriority: 2 }, { tagStatus: "any" })),
      "InvalidParameterException",
      "Only one rule can specify tagStatus=ANY",
    ],
    [
      "a status that isn't one",
      rules(rule({}, { tagStatus: "all" })),
      rules(rule({}, { tagStatus: "any" })),
      "InvalidParameterException",
      "tagStatus must be tagged, untagged or any, got 'all'",
    ],
    [
      "tagged images without saying which",
      rules(tagged({})),
      rules(tagged({ tagPrefixList: ["v"] })),
      "InvalidParameterException",
      "Must specify tagPrefixList or tagPatternList",
    ],
    [
      "tagged images in two ways",
      rules(tagged({ tagPrefixList: ["v"], tagPatternList: ["v*"] })),
      rules(tagged({ tagPatternList: ["v*"] })),
      "InvalidParameterException",
      "must specify only one of tagPrefixList or tagPatternList",
    ],
    [
      "too many wildcards",
      rules(tagged({ tagPatternList: ["*a*b*c*d*"] })),
      rules(tagged({ tagPatternList: ["*a*b*c*d"] })),
      "InvalidParameterException",
      "Invalid tag pattern provided: '*a*b*c*d*'",
    ],
    [
      "tags of untagged images",
      rules(rule({}, { tagPrefixList: ["v"] })),
      {},
      "InvalidParameterException",
      "Cannot specify tagPrefixList with tagStatus untagged",
    ],
    [
      "a count of what there isn't",
      rules(rule({}, { countType: "sinceImageBuilt" })),
      rules(rule({}, { countType: "sinceImagePulled" })),
      "InvalidParameterException",
      "got 'sinceImageBuilt'",
    ],
    [
      "an age without unit",
      rules(rule({}, { countUnit: undefined })),
      {},
      "InvalidParameterException",
      "countType sinceImagePushed needs countUnit days",
    ],
    [
      "a number with unit",
      rules(tagged({ tagPatternList: ["*"], countUnit: "days" })),
      rules(tagged({ tagPatternList: ["*"] })),
      "InvalidParameterException",
      "countType imageCountMoreThan takes no countUnit",
    ],
    [
      "a count of 0",
      rules(rule({}, { countNumber: 0 })),
      rules(rule({}, { countNumber: 1 })),
      "InvalidParameterException",
      "(policy: rules[0].selection.countNumber)",
    ],
    [
      "archived images by their push",
      rules(rule({}, { storageClass: "archive" })),
      rules(rule({}, { storageClass: "archive", countType: "sinceImageTransitioned" })),
      "InvalidParameterException",
      "support the STANDARD storage class only",
    ],
    [
      "an action that there isn't",
      rules(rule({ action: { type: "delete" } })),
      rules(rule({ action: { type: "transition", targetStorageClass: "archive" } })),
      "InvalidParameterException",
      "(policy: rules[0].action)",
    ],
  ],
);
