import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Escape hatches, one for each kind of child. */
export interface ImageRegistryTransforms {
  readonly repository?: Transform<aws.ecr.RepositoryArgs>;
  readonly lifecyclePolicy?: Transform<aws.ecr.LifecyclePolicyArgs>;
  readonly repositoryPolicy?: Transform<aws.ecr.RepositoryPolicyArgs>;
}

/** Arguments of an `ImageRegistry`. */
export interface ImageRegistryArgs {
  /**
   * Name of the repository, such as `"proofpix/enterprise"`: 2 to 256 lower-case letters, digits and single `.`, `_`
   * or `-`, divided by `/`. A change replaces the repository: its images are gone, and the delete is refused while
   * there are any, unless `forceDelete` is set.
   */
  readonly repositoryName: pulumi.Input<string>;
  /**
   * ARN of the KMS key that encrypts the images; about 1 dollar a month for the key, and its requests. A change
   * replaces the repository, as with `repositoryName`.
   * @default - the account's AWS managed key `aws/ecr`, free of charge
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * Who may pull from outside this account: ARNs of IAM roles, or 12-digit account ids, whose administrators then
   * decide. Roles in this account that IAM lets pull need no entry. A role that does not exist is refused by AWS.
   * @default - nobody outside this account
   */
  readonly pullPrincipals?: readonly pulumi.Input<string>[];
  /** Who may push, written like `pullPrincipals`. @default - only those whom IAM lets push, in this account */
  readonly pushPrincipals?: readonly pulumi.Input<string>[];
  /**
   * How many tagged images stay; older ones are deleted by AWS within a day. A deployment whose image is deleted
   * can't be rolled back to, and its tasks can't be replaced: keep more than you release between two deployments.
   * Storage costs about 10 cents a GB and month.
   * @default 100
   */
  readonly keepTaggedImages?: number;
  /** Days after which AWS deletes an image without a tag. @default 14 */
  readonly keepUntaggedDays?: number;
  /**
   * Whether deleting the repository deletes its images; a repository with images can't be deleted otherwise.
   * @default false
   */
  readonly forceDelete?: boolean;
  /** Tags of the repository. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: ImageRegistryTransforms;
}
