/** Where a type has a policy of its own, or names those with whom it is shared. */
export interface ResourcePolicy {
  /** What is open, for messages. */
  readonly what: string;
  /** Properties with policy documents, as paths that `readersAt` takes. */
  readonly documents?: readonly string[];
  /** Properties that name who has access, and the value that stands for everybody. */
  readonly shares?: readonly (readonly [path: string, everybody: string])[];
  /** Properties one of which, set and not false, confines access to an account, a network or people who log in. */
  readonly confinedBy?: readonly string[];
  /** Whether something that the policy doesn't show may confine access, so that the finding is a remark. */
  readonly mayBeConfined?: boolean;
}

const policy = (what: string, ...documents: readonly string[]): ResourcePolicy => ({
  what,
  documents: documents.length === 0 ? ["policy"] : documents,
});

const shared = (what: string, path: string, everybody: string): ResourcePolicy => ({
  what,
  shares: [[path, everybody]],
});

const SEARCH = {
  ...policy("search domain", "accessPolicies"),
  confinedBy: ["vpcOptions", "advancedSecurityOptions.enabled"],
};
const SEARCH_POLICY = { ...policy("search domain", "accessPolicies"), mayBeConfined: true };

/**
 * The types whose resources others may be let into. A further type is a further line. Roles' trust policies have a rule
 * of their own; a REST API with a policy for everybody is as public as one without a policy.
 */
export const RESOURCE_POLICIES: Readonly<Record<string, ResourcePolicy>> = {
  "aws:acmpca/policy:Policy": policy("certificate authority"),
  "aws:amp/resourcePolicy:ResourcePolicy": policy("workspace", "policyDocument"),
  "aws:backup/vaultPolicy:VaultPolicy": policy("backup vault"),
  "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": policy("agent"),
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": policy("event bus"),
  "aws:cloudwatch/eventPermission:EventPermission": {
    ...shared("event bus", "principal", "*"),
    confinedBy: ["condition"],
  },
  "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy": policy(
    "log destination",
    "deliveryDestinationPolicy",
  ),
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": policy("log destination", "accessPolicy"),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": policy("log groups", "policyDocument"),
  "aws:codeartifact/domainPermissions:DomainPermissions": policy("package domain", "policyDocument"),
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": policy(
    "package repository",
    "policyDocument",
  ),
  "aws:codebuild/resourcePolicy:ResourcePolicy": policy("build project"),
  "aws:dsql/clusterPolicy:ClusterPolicy": policy("cluster"),
  "aws:dynamodb/resourcePolicy:ResourcePolicy": policy("table"),
  "aws:ec2/amiLaunchPermission:AmiLaunchPermission": shared("image", "group", "all"),
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": {
    ...shared("endpoint service", "principalArn", "*"),
    mayBeConfined: true,
  },
  "aws:ec2/vpcEndpointService:VpcEndpointService": {
    ...shared("endpoint service", "allowedPrincipals[]", "*"),
    confinedBy: ["acceptanceRequired"],
  },
  "aws:ecr/registryPolicy:RegistryPolicy": policy("registry"),
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": policy("repository", "repositoryPolicy"),
  "aws:ecr/repositoryPolicy:RepositoryPolicy": policy("repository"),
  "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": policy("repository"),
  "aws:efs/fileSystemPolicy:FileSystemPolicy": policy("file system"),
  "aws:elasticsearch/domain:Domain": SEARCH,
  "aws:elasticsearch/domainPolicy:DomainPolicy": SEARCH_POLICY,
  "aws:glacier/vault:Vault": policy("vault", "accessPolicy"),
  "aws:glue/resourcePolicy:ResourcePolicy": policy("data catalog"),
  "aws:kinesis/resourcePolicy:ResourcePolicy": policy("stream"),
  "aws:kms/externalKey:ExternalKey": policy("key"),
  "aws:kms/key:Key": policy("key"),
  "aws:kms/keyPolicy:KeyPolicy": policy("key"),
  "aws:kms/replicaExternalKey:ReplicaExternalKey": policy("key"),
  "aws:kms/replicaKey:ReplicaKey": policy("key"),
  "aws:lambda/functionUrl:FunctionUrl": shared("function", "authorizationType", "NONE"),
  "aws:lambda/layerVersionPermission:LayerVersionPermission": {
    ...shared("layer", "principal", "*"),
    confinedBy: ["organizationId"],
  },
  "aws:lambda/permission:Permission": {
    ...shared("function", "principal", "*"),
    confinedBy: ["principalOrgId", "sourceAccount", "sourceArn"],
  },
  "aws:lambda/resourcePolicy:ResourcePolicy": policy("function"),
  "aws:mediastore/containerPolicy:ContainerPolicy": policy("media container"),
  "aws:msk/clusterPolicy:ClusterPolicy": policy("cluster"),
  "aws:networkfirewall/resourcePolicy:ResourcePolicy": policy("firewall policy"),
  "aws:oam/sinkPolicy:SinkPolicy": policy("monitoring sink"),
  "aws:opensearch/domain:Domain": SEARCH,
  "aws:opensearch/domainPolicy:DomainPolicy": SEARCH_POLICY,
  "aws:opensearchingest/resourcePolicy:ResourcePolicy": policy("pipeline"),
  "aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy": policy("sender"),
  "aws:rds/clusterSnapshot:ClusterSnapshot": shared("snapshot", "sharedAccounts[]", "all"),
  "aws:rds/snapshot:Snapshot": shared("snapshot", "sharedAccounts[]", "all"),
  "aws:redshift/resourcePolicy:ResourcePolicy": policy("data warehouse"),
  "aws:redshiftserverless/resourcePolicy:ResourcePolicy": policy("snapshot"),
  "aws:s3/accessPoint:AccessPoint": policy("bucket"),
  "aws:s3/bucket:Bucket": policy("bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": policy("bucket"),
  "aws:s3/bucketV2:BucketV2": policy("bucket"),
  "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": policy("file system"),
  "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": policy("bucket"),
  "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": policy("access grants"),
  "aws:s3control/accessPointPolicy:AccessPointPolicy": policy("bucket"),
  "aws:s3control/bucketPolicy:BucketPolicy": policy("bucket"),
  "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": policy("buckets", "details.policy"),
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": policy("bucket"),
  "aws:s3tables/tableBucketPolicy:TableBucketPolicy": policy("bucket", "resourcePolicy"),
  "aws:s3tables/tablePolicy:TablePolicy": policy("table", "resourcePolicy"),
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": policy("models", "resourcePolicy"),
  "aws:schemas/registryPolicy:RegistryPolicy": policy("schema registry"),
  "aws:secretsmanager/secret:Secret": policy("secret"),
  "aws:secretsmanager/secretPolicy:SecretPolicy": policy("secret"),
  "aws:ses/identityPolicy:IdentityPolicy": policy("identity"),
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": policy("identity"),
  "aws:sns/topic:Topic": policy("topic"),
  "aws:sns/topicPolicy:TopicPolicy": policy("topic"),
  "aws:sqs/queue:Queue": policy("queue"),
  "aws:sqs/queuePolicy:QueuePolicy": policy("queue"),
  "aws:ssm/document:Document": shared("document", "permissions.accountIds", "All"),
  "aws:vpclattice/resourcePolicy:ResourcePolicy": policy("service"),
  "aws:xray/resourcePolicy:ResourcePolicy": policy("traces", "policyDocument"),
};
