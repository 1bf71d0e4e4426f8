import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { requireLifecyclePolicy } from "./lifecycle-rules";
import { requireRepositoryOf } from "./repositories";

/** Which images Amazon ECR deletes by itself; a repository has one such policy. */
export const lifecyclePolicy: ResourceType = {
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  replaceOnChanges: ["repository", "region"],
  rules: [requireRepositoryOf, requireLifecyclePolicy],
  make: ({ inputs, accountId }) => ({ id: text(inputs, "repository") ?? "", computed: { registryId: accountId } }),
};
