import { ACCOUNT_ID } from "../shared/account-id";
import { ROLE_ARN } from "../shared/arn";
import { type PolicyDocument, policyDocument, type PolicyStatement } from "../shared/policy-document";

/** Actions to pull an image (Amazon ECR User Guide, "Private repository policy examples in Amazon ECR"). */
const PULL_ACTIONS = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** Resolves a tag to its digest, which a deployment does before anything pulls. */
const RESOLVE_ACTIONS = ["ecr:DescribeImages"];

/** Actions to push an image (Amazon ECR User Guide, "IAM permissions for pushing an image"). */
const PUSH_ACTIONS = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];

/** Who may do what with a repository's images: IAM role ARNs or account ids. */
export interface RepositoryAccess {
  readonly pull: readonly string[];
  readonly push: readonly string[];
}

/** Policy that lets the given principals pull or push, and nobody delete, retag or change the policy. */
export function repositoryPolicy({ pull, push }: RepositoryAccess): PolicyDocument {
  return policyDocument(
    ...grant("Pull", pull, [...PULL_ACTIONS, ...RESOLVE_ACTIONS]),
    ...grant("Push", push, PUSH_ACTIONS),
  );
}

function grant(sid: string, principals: readonly string[], actions: readonly string[]): PolicyStatement[] {
  if (principals.length === 0) return [];
  return [{ Sid: sid, Effect: "Allow", Principal: { AWS: principals }, Action: actions }];
}

/** Whether a repository may be opened to `principal`: one role or one account, never everybody. */
export function isPrincipal(principal: string): boolean {
  return ACCOUNT_ID.test(principal) || ROLE_ARN.test(principal);
}
