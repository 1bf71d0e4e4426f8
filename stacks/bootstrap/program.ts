import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../../components/encryption-key";
import { ImageRegistry, type ImageRegistryArgs } from "../../components/image-registry";
import { readBootstrapConfiguration } from "./configuration";
import { DeploymentAccess, type EnvironmentAccess } from "./deployment-access";
import { ImageReplication } from "./image-replication";
import type { BootstrapSettings } from "./settings";
import { StateBucket } from "./state-bucket";

const NAME = "proofpix-bootstrap";

/** What the environments' stacks and the build need to know. */
export interface BootstrapOutputs {
  readonly accountId: pulumi.Output<string>;
  readonly stateBucketName: pulumi.Output<string>;
  /** For `pulumi login`. */
  readonly backendUrl: pulumi.Output<string>;
  /** For `pulumi stack init --secrets-provider`. */
  readonly secretsProvider: pulumi.Output<string>;
  readonly kmsKeyArn: pulumi.Output<string>;
  /** What the references of images begin with. */
  readonly repositoryUrl: pulumi.Output<string>;
  readonly repositoryArn: pulumi.Output<string>;
  /** What they begin with in the regions of `proofpix:replicationRegions`, by region; none without the key. */
  readonly replicatedRepositoryUrls: Readonly<Record<string, pulumi.Output<string>>> | undefined;
  /** Bucket of audit trails, approvals and records of deployments: the value of `PROOFPIX_AUDIT_BUCKET`. */
  readonly auditBucketName: pulumi.Output<string>;
  /** Trail of AWS's API calls; none without `proofpix:cloudTrail`. */
  readonly trailArn: pulumi.Output<string> | undefined;
  /** State, key and roles of each environment, by its name. */
  readonly environments: Readonly<Record<string, EnvironmentAccess>>;
}

/** The Pulumi program of the bootstrap stack: what an account needs once, before any environment. */
export function program(): BootstrapOutputs {
  return bootstrap(readBootstrapConfiguration());
}

/** Creates the home of states and images, and who deploys. Each part refuses to be deleted or replaced. */
export function bootstrap(settings: BootstrapSettings): BootstrapOutputs {
  const { region, allowedAccountIds, replicationRegions: regions, tags } = settings;
  const provider = new aws.Provider(NAME, { region, allowedAccountIds });
  const { accountId } = aws.getCallerIdentityOutput({}, { provider });
  const options = { providers: [provider], protect: true };

  const description = "Encrypts the states of Pulumi, the secrets in them, and the images";
  const key = new EncryptionKey(NAME, { accountId, region, description, tags }, options);
  const bucket = new StateBucket(NAME, { kmsKeyArn: key.keyArn, tags }, options);
  const registryArgs = imageRegistryArgs(settings);
  const registry = new ImageRegistry(NAME, { ...registryArgs, kmsKeyArn: key.keyArn }, options);
  const replication =
    regions.length === 0
      ? undefined
      : new ImageReplication(
          `${NAME}-images`,
          { accountId, allowedAccountIds, regions, registry: registryArgs, tags },
          options,
        );
  const access = new DeploymentAccess(
    NAME,
    { accountId, repositoryArn: registry.repositoryArn, stateBucketArn: bucket.bucketArn, settings },
    options,
  );

  return {
    accountId,
    stateBucketName: bucket.bucketName,
    backendUrl: pulumi.interpolate`s3://${bucket.bucketName}?region=${region}&awssdk=v2`,
    secretsProvider: pulumi.interpolate`awskms://${key.keyId}?region=${region}`,
    kmsKeyArn: key.keyArn,
    repositoryUrl: registry.repositoryUrl,
    repositoryArn: registry.repositoryArn,
    replicatedRepositoryUrls: replication?.repositoryUrls,
    auditBucketName: access.auditBucketName,
    trailArn: access.trailArn,
    environments: access.environments,
  };
}

function imageRegistryArgs(settings: BootstrapSettings): Omit<ImageRegistryArgs, "kmsKeyArn"> {
  const { repositoryName, pullPrincipals, pushPrincipals, keepTaggedImages, tags } = settings;
  return { repositoryName, pullPrincipals, pushPrincipals, keepTaggedImages, tags };
}
