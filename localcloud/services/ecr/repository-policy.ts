import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { policyRule } from "../shared/policy-rules";
import { requireRepositoryOf } from "./repository-lookup";

/** Who may use a repository (Amazon ECR User Guide, "Private repository policies in Amazon ECR"). */
export const repositoryPolicy: ResourceType = {
  type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
  mapping: { operation: "ecr.SetRepositoryPolicy", inputs: { repository: "repositoryName", policy: "policyText" } },
  replaceOnChanges: ["repository", "region"],
  rules: [requireRepositoryOf, policyRule({ input: "policy", kind: "repository", code: "InvalidParameterException" })],
  make: ({ inputs, accountId }) => ({ id: text(inputs, "repository") ?? "", computed: { registryId: accountId } }),
};
