import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../../components/encryption-key";
import { ImageRegistry, type ImageRegistryArgs } from "../../components/image-registry";
import { readBootstrapConfiguration } from "./configuration";
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
}

/** The Pulumi program of the bootstrap stack: what an account needs once, before any environment. */
export function program(): BootstrapOutputs {
  return bootstrap(readBootstrapConfiguration());
}

/** Creates the home of states and images. Each part refuses to be deleted or replaced. */
export function bootstrap(settings: BootstrapSettings): BootstrapOutputs {
  const { region, allowedAccountIds, tags } = settings;
  const provider = new aws.Provider(NAME, { region, allowedAccountIds });
  const { accountId } = aws.getCallerIdentityOutput({}, { provider });
  const options = { providers: [provider], protect: true };

  const description = "Encrypts the states of Pulumi, the secrets in them, and the images";
  const key = new EncryptionKey(NAME, { accountId, region, description, tags }, options);
  const bucket = new StateBucket(NAME, { kmsKeyArn: key.keyArn, tags }, options);
  const registry = new ImageRegistry(NAME, imageRegistryArgs(settings, key.keyArn), options);

  return {
    accountId,
    stateBucketName: bucket.bucketName,
    backendUrl: pulumi.interpolate`s3://${bucket.bucketName}?region=${region}&awssdk=v2`,
    secretsProvider: pulumi.interpolate`awskms://${key.keyId}?region=${region}`,
    kmsKeyArn: key.keyArn,
    repositoryUrl: registry.repositoryUrl,
    repositoryArn: registry.repositoryArn,
  };
}

function imageRegistryArgs(settings: BootstrapSettings, kmsKeyArn: pulumi.Output<string>): ImageRegistryArgs {
  const { repositoryName, pullPrincipals, pushPrincipals, keepTaggedImages, tags } = settings;
  return { repositoryName, kmsKeyArn, pullPrincipals, pushPrincipals, keepTaggedImages, tags };
}
