import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { ImageRegistryArgs } from "./args";
import { lifecyclePolicy } from "./lifecycle-policy";
import { repositoryPolicy } from "./repository-policy";
import { validateImageRegistry } from "./validate";

const KEPT_TAGGED_IMAGES = 100;
const KEPT_UNTAGGED_DAYS = 14;

/**
 * A private Amazon ECR repository: tags never move to another image, images are scanned when pushed,
 * encrypted by KMS, and pulled and pushed only by those named.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that is wrong.
 */
export class ImageRegistry extends pulumi.ComponentResource {
  /** What an image's reference begins with: `<account>.dkr.ecr.<region>.amazonaws.com/<repository>`. */
  public readonly repositoryUrl: pulumi.Output<string>;
  /** ARN of the repository, for IAM policies. */
  public readonly repositoryArn: pulumi.Output<string>;
  /** Account that holds the registry. */
  public readonly registryId: pulumi.Output<string>;

  constructor(name: string, args: ImageRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ImageRegistry", name, args, validateImageRegistry);
    super("proofpix:image-registry:ImageRegistry", name, {}, opts);

    const repository = this.createRepository(`${name}-repository`, args);
    this.createLifecyclePolicy(`${name}-lifecycle`, args, repository.name);
    this.createRepositoryPolicy(`${name}-access`, args, repository.name);

    this.repositoryUrl = repository.repositoryUrl;
    this.repositoryArn = repository.arn;
    this.registryId = repository.registryId;
    this.registerOutputs({
      repositoryUrl: this.repositoryUrl,
      repositoryArn: this.repositoryArn,
      registryId: this.registryId,
    });
  }

  private createRepository(name: string, args: ImageRegistryArgs): aws.ecr.Repository {
    return new aws.ecr.Repository(
      ...transformed<aws.ecr.RepositoryArgs>(
        args.transform?.repository,
        name,
        {
          name: args.repositoryName,
          imageTagMutability: "IMMUTABLE",
          imageScanningConfiguration: { scanOnPush: true },
          encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
          forceDelete: args.forceDelete ?? false,
          tags: namedTags(name, args.tags),
        },
        { parent: this },
      ),
    );
  }

  private createLifecyclePolicy(name: string, args: ImageRegistryArgs, repository: pulumi.Output<string>): void {
    const policy = lifecyclePolicy({
      taggedImages: args.keepTaggedImages ?? KEPT_TAGGED_IMAGES,
      untaggedDays: args.keepUntaggedDays ?? KEPT_UNTAGGED_DAYS,
    });
    new aws.ecr.LifecyclePolicy(
      ...transformed<aws.ecr.LifecyclePolicyArgs>(
        args.transform?.lifecyclePolicy,
        name,
        { repository, policy: JSON.stringify(policy) },
        { parent: this },
      ),
    );
  }

  /** Creates the repository's policy where other accounts or roles may pull or push; IAM governs the account itself. */
  private createRepositoryPolicy(name: string, args: ImageRegistryArgs, repository: pulumi.Output<string>): void {
    const { pullPrincipals = [], pushPrincipals = [] } = args;
    if (pullPrincipals.length + pushPrincipals.length === 0) return;
    const policy = pulumi
      .output({ pull: pullPrincipals, push: pushPrincipals })
      .apply((access) => JSON.stringify(repositoryPolicy(access)));
    new aws.ecr.RepositoryPolicy(
      ...transformed<aws.ecr.RepositoryPolicyArgs>(
        args.transform?.repositoryPolicy,
        name,
        { repository, policy },
        { parent: this },
      ),
    );
  }
}
