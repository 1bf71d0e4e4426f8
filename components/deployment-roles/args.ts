import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { DeploymentRole } from "./roles";

/** Escape hatches, one for each kind of child. */
export interface DeploymentRolesTransforms {
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly policy?: Transform<aws.iam.PolicyArgs>;
  readonly policyAttachment?: Transform<aws.iam.RolePolicyAttachmentArgs>;
}

/** A bucket with the key that encrypts it. */
export interface EncryptedBucket {
  /** ARN of the bucket. */
  readonly bucketArn: pulumi.Input<string>;
  /** ARN of the KMS key that encrypts it. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** People who may take a role. */
export interface PeopleAccess {
  /**
   * ARNs of IAM users, or of accounts (`arn:aws:iam::<account>:root`) whose IAM then decides. They need a second
   * factor, and their session has their user name.
   * @default - none
   */
  readonly principals?: readonly string[];
  /**
   * Names of permission sets of IAM Identity Center in this account. The second factor is demanded there: the sessions
   * of Identity Center don't tell IAM of it.
   * @default - none
   */
  readonly permissionSets?: readonly string[];
}

/** A repository of GitHub whose workflows deploy. */
export interface GitHubAccess {
  /** ARN of the account's identity provider for `token.actions.githubusercontent.com`. */
  readonly providerArn: pulumi.Input<string>;
  /** `<owner>/<name>`. */
  readonly repository: string;
  /**
   * The environment of GitHub in which a job has to run; who may run there, GitHub's protection rules decide.
   * @default - the environment's own name
   */
  readonly environment?: string;
  /** The branch whose jobs look for drift. @default "main" */
  readonly branch?: string;
}

/** A project of GitLab whose pipelines deploy. */
export interface GitLabAccess {
  /** ARN of the account's identity provider for the host. */
  readonly providerArn: pulumi.Input<string>;
  /** Host of GitLab, such as `"gitlab.com"`; the audience of the tokens is `https://<host>`. */
  readonly host: string;
  /** `<group>/<project>`. */
  readonly project: string;
  /** The branch whose pipelines deploy; protect it. @default "main" */
  readonly branch?: string;
}

/** Arguments of `DeploymentRoles`. */
export interface DeploymentRolesArgs {
  /** Name of the environment, which its resources have in the tag `Environment`. */
  readonly environment: string;
  /** What the names of the environment's resources begin with, such as `"proofpix-production"`. */
  readonly namePrefix: string;
  /** Account of the environment: the provider's own. */
  readonly accountId: pulumi.Input<string>;
  /** Regions in which the environment has resources, its own first; nobody with a role does anything in another. */
  readonly regions: readonly string[];
  /** Where Pulumi keeps the environment's state; no other environment's is there. */
  readonly state: EncryptedBucket;
  /** Where the audit trail, approvals and records of deployments are kept, each environment below its own name. */
  readonly audit: EncryptedBucket;
  /** ARN of the repository of the product's images. */
  readonly repositoryArn: pulumi.Input<string>;
  /** ARNs of the hosted zones in which the environment has its names. @default - none */
  readonly hostedZoneArns?: readonly string[];
  /** People by role. @default - none */
  readonly people?: Readonly<Partial<Record<DeploymentRole, PeopleAccess>>>;
  /** Lets jobs of GitHub Actions be operators, and drift checkers. @default - none */
  readonly gitHub?: GitHubAccess;
  /** Lets pipelines of GitLab be operators, and drift checkers. @default - none */
  readonly gitLab?: GitLabAccess;
  /**
   * ARNs of roles of machines that are operators and take the pipeline's other roles too, such as an own runner's
   * instance role.
   * @default - none
   */
  readonly machines?: readonly string[];
  /**
   * Whether pipelines of pull requests may preview the environment, as `previewer`. A preview decrypts the secrets of
   * configuration and state, and the code of a pull request decides what happens with them: whoever may push a branch
   * to the repository can read these secrets.
   * @default false
   */
  readonly previewsPullRequests?: boolean;
  /** Whether developers deploy too, as in development. @default false */
  readonly developersDeploy?: boolean;
  /** Tags of roles and policies. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: DeploymentRolesTransforms;
}
