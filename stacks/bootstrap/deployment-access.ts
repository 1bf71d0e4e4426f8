import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AuditBucket } from "../../components/audit-bucket";
import { CloudTrail } from "../../components/cloud-trail";
import { DeploymentRoles, type DeploymentRole, type PipelineRole } from "../../components/deployment-roles";
import { GITHUB_ISSUER } from "../../components/deployment-roles/trust";
import { EncryptionKey } from "../../components/encryption-key";
import { partitionOf } from "../../components/shared/region";
import { namedTags } from "../../components/shared/tags";
import { environmentPrefix } from "../configuration/environment-prefix";
import { appendOnly } from "./append-only";
import type { BootstrapSettings } from "./settings";
import { StateBucket } from "./state-bucket";

export interface DeploymentAccessArgs {
  readonly accountId: pulumi.Input<string>;
  readonly repositoryArn: pulumi.Input<string>;
  /** Bucket of the bootstrap stack's own state, whose accesses are recorded too. */
  readonly stateBucketArn: pulumi.Input<string>;
  readonly settings: BootstrapSettings;
}

/** What the stack of an environment, and who deploys it, need to know. */
export interface EnvironmentAccess {
  /** For `pulumi login`. */
  readonly backendUrl: pulumi.Output<string>;
  /** For `pulumi stack init --secrets-provider`. */
  readonly secretsProvider: pulumi.Output<string>;
  /** ARN of each role that somebody takes, or the pipeline. */
  readonly roleArns: Readonly<Partial<Record<DeploymentRole | PipelineRole, pulumi.Output<string>>>>;
  /** ARN of the policy that bounds every role of the environment. */
  readonly boundaryArn: pulumi.Output<string>;
  /** Where the heads of its audit trail are kept. */
  readonly auditAnchor: pulumi.Output<string>;
}

type EnvironmentSettings = BootstrapSettings["environments"][number];

/**
 * Who deploys which environment, each with a state, a key and roles of its own, and what tells of it (ENV-4, SE-4,
 * SE-5).
 */
export class DeploymentAccess extends pulumi.ComponentResource {
  readonly environments: Readonly<Record<string, EnvironmentAccess>>;
  readonly auditBucketName: pulumi.Output<string>;
  /** ARN of the trail; undefined where the organization's records the account. */
  readonly trailArn: pulumi.Output<string> | undefined;
  private readonly auditKey: EncryptionKey;
  private readonly auditBucket: AuditBucket;

  constructor(name: string, args: DeploymentAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("proofpix:bootstrap:DeploymentAccess", name, {}, opts);
    const { accountId, settings } = args;
    const { region, auditRetention: retention, tags } = settings;
    const options = { parent: this };
    const description = "Encrypts the heads of the audit trail and the approvals";
    this.auditKey = new EncryptionKey(`${name}-audit`, { accountId, region, description, tags }, options);
    const auditArgs = { kmsKeyArn: this.auditKey.keyArn, retention, statements: appendOnly, tags };
    this.auditBucket = new AuditBucket(`${name}-audit`, auditArgs, options);

    const providers = this.createProviders(name, settings);
    const created = settings.environments.map((each) => this.createEnvironment(each, args, providers));
    this.trailArn = settings.cloudTrail
      ? new CloudTrail(
          `${name}-trail`,
          {
            accountId,
            region,
            retention,
            dataEventBucketArns: [args.stateBucketArn, ...created.map(({ state }) => state.bucketArn)],
            tags,
          },
          options,
        ).trailArn
      : undefined;

    this.environments = Object.fromEntries(
      created.map(({ access }, index) => [settings.environments[index]?.name ?? "", access]),
    );
    this.auditBucketName = this.auditBucket.bucketName;
    this.registerOutputs({ auditBucketName: this.auditBucketName, trailArn: this.trailArn });
  }

  /**
   * Identity providers of an account, one for each address. IAM checks the certificates of GitHub and GitLab by its own
   * authorities, so that no thumbprint is needed (IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in
   * IAM").
   */
  private createProviders(name: string, { gitHub, gitLab, tags }: BootstrapSettings) {
    const provider = (child: string, url: string, audience: string) =>
      new aws.iam.OpenIdConnectProvider(
        `${name}-${child}`,
        { url, clientIdLists: [audience], tags: namedTags(`${name}-${child}`, tags) },
        { parent: this },
      ).arn;
    return {
      gitHub: gitHub && { ...gitHub, providerArn: provider("github", `https://${GITHUB_ISSUER}`, "sts.amazonaws.com") },
      gitLab: gitLab && {
        ...gitLab,
        providerArn: provider("gitlab", `https://${gitLab.host}`, `https://${gitLab.host}`),
      },
    };
  }

  private createEnvironment(
    {
      name: environment,
      secondRegion,
      hostedZoneIds = [],
      people,
      developersDeploy,
      previewsPullRequests,
    }: EnvironmentSettings,
    { accountId, repositoryArn, settings }: DeploymentAccessArgs,
    providers: ReturnType<DeploymentAccess["createProviders"]>,
  ): { access: EnvironmentAccess; state: StateBucket } {
    const { region, deployingMachines: machines, tags } = settings;
    const namePrefix = environmentPrefix(environment);
    const child = `${namePrefix}-bootstrap`;
    const options = { parent: this };
    const description = `Encrypts the state of ${environment}, and the secrets in it`;
    const key = new EncryptionKey(child, { accountId, region, description, tags }, options);
    const state = new StateBucket(child, { kmsKeyArn: key.keyArn, tags }, options);
    const roles = new DeploymentRoles(
      namePrefix,
      {
        environment,
        namePrefix,
        accountId,
        regions: secondRegion === undefined ? [region] : [region, secondRegion],
        state: { bucketArn: state.bucketArn, kmsKeyArn: key.keyArn },
        audit: { bucketArn: this.auditBucket.bucketArn, kmsKeyArn: this.auditKey.keyArn },
        repositoryArn,
        hostedZoneArns: hostedZoneIds.map((id) => `arn:${partitionOf(region)}:route53:::hostedzone/${id}`),
        people,
        gitHub: providers.gitHub,
        gitLab: providers.gitLab,
        machines,
        developersDeploy,
        previewsPullRequests,
        tags,
      },
      options,
    );
    const access = {
      backendUrl: pulumi.interpolate`s3://${state.bucketName}?region=${region}&awssdk=v2`,
      secretsProvider: pulumi.interpolate`awskms://${key.keyId}?region=${region}`,
      roleArns: roles.roleArns,
      boundaryArn: roles.boundaryArn,
      auditAnchor: pulumi.interpolate`s3://${this.auditBucket.bucketName}/audit/${environment}/heads/`,
    };
    return { access, state };
  }
}
