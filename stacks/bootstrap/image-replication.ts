import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../../components/encryption-key";
import { ImageRegistry, type ImageRegistryArgs } from "../../components/image-registry";
import type { Tags } from "../../components/shared/tags";

export interface ImageReplicationArgs {
  readonly accountId: pulumi.Input<string>;
  readonly allowedAccountIds: readonly string[];
  /** Regions that get a copy of each image that is pushed. */
  readonly regions: readonly string[];
  /** The repository, as in the stack's own region; each region has a key of its own for it. */
  readonly registry: Omit<ImageRegistryArgs, "kmsKeyArn">;
  readonly tags: Tags;
}

/**
 * Copies of the image repository in other regions (SE-8). Amazon ECR would create them without the key, with tags that
 * move and without a lifecycle (Amazon ECR User Guide, "Templates to control repositories created during a pull through
 * cache or replication action"); into repositories that are there, it copies. An account has one configuration of
 * replication in each region, so that it belongs here and not to an environment.
 */
export class ImageReplication extends pulumi.ComponentResource {
  /** What the references of images begin with, by region. */
  readonly repositoryUrls: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ImageReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("proofpix:bootstrap:ImageReplication", name, {}, opts);
    const { accountId, regions, registry } = args;
    const copies = regions.map((region) => [region, this.createCopy(`${name}-${region}`, region, args)] as const);
    new aws.ecr.ReplicationConfiguration(
      `${name}-replication`,
      {
        replicationConfiguration: {
          rules: [
            {
              destinations: regions.map((region) => ({ region, registryId: accountId })),
              repositoryFilters: [{ filter: registry.repositoryName, filterType: "PREFIX_MATCH" }],
            },
          ],
        },
      },
      { parent: this, dependsOn: copies.map(([, copy]) => copy) },
    );
    this.repositoryUrls = Object.fromEntries(copies.map(([region, { repositoryUrl }]) => [region, repositoryUrl]));
    this.registerOutputs({ repositoryUrls: this.repositoryUrls });
  }

  private createCopy(
    name: string,
    region: string,
    { accountId, allowedAccountIds, registry, tags }: ImageReplicationArgs,
  ): ImageRegistry {
    const provider = new aws.Provider(name, { region, allowedAccountIds: [...allowedAccountIds] }, { parent: this });
    const options = { parent: this, providers: [provider] };
    const description = `Encrypts the copies of images in ${region}`;
    const key = new EncryptionKey(name, { accountId, region, description, tags }, options);
    return new ImageRegistry(name, { ...registry, kmsKeyArn: key.keyArn }, options);
  }
}
