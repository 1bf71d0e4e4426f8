import { formatArn } from "../shared/arn";
import { type Partition, partitionOf } from "../shared/region";

/** An application of the AWS Serverless Application Repository. */
export interface RepositoryApplication {
  readonly applicationId: string;
  readonly semanticVersion: string;
}

/** AWS's application that rotates the password of one user of PostgreSQL on RDS, by that user themselves. */
const APPLICATION = "SecretsManagerRDSPostgreSQLRotationSingleUser";

/**
 * Where AWS publishes it, and its newest version that AWS's own CDK deploys (aws-cdk, `SecretRotationApplication`,
 * November 2026).
 */
const PUBLISHED: Readonly<Record<Partition, { region: string; accountId: string; semanticVersion: string }>> = {
  aws: { region: "us-east-1", accountId: "297356227824", semanticVersion: "1.1.671" },
  "aws-us-gov": { region: "us-gov-west-1", accountId: "023102451235", semanticVersion: "1.1.397" },
};

/** The capabilities that its template needs: it makes a role and a policy of its function. */
export const ROTATION_CAPABILITIES: readonly string[] = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"];

/** AWS's rotation application in the partition of a region. */
export function rotationApplication(region: string): RepositoryApplication {
  const partition = partitionOf(region);
  const { semanticVersion, ...publisher } = PUBLISHED[partition];
  const applicationId = formatArn({
    partition,
    service: "serverlessrepo",
    ...publisher,
    resource: `applications/${APPLICATION}`,
  });
  return { applicationId, semanticVersion };
}

/**
 * Characters that generated passwords leave out: RDS takes no `/`, `@`, `"` or space in the password of a master user
 * (Amazon RDS API Reference, CreateDBInstance), and the others have a meaning in addresses and shells.
 */
export const EXCLUDED_CHARACTERS = " %+~`#$&*()|[]{}:;<>?!'/@\"\\";

/** What the rotation's function is told. */
export interface RotationFunction {
  readonly region: string;
  readonly functionName: string;
  readonly kmsKeyArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** The application's parameters (AWS Secrets Manager User Guide, "AWS Secrets Manager rotation function templates"). */
export function rotationParameters(args: RotationFunction): Record<string, string> {
  const { region, functionName, kmsKeyArn, subnetIds, securityGroupIds } = args;
  return {
    endpoint: `https://secretsmanager.${region}.amazonaws.com`,
    functionName,
    kmsKeyArn,
    // In one order, so that no update follows from another order of the same values.
    vpcSubnetIds: [...subnetIds].sort().join(","),
    vpcSecurityGroupIds: [...securityGroupIds].sort().join(","),
    excludeCharacters: EXCLUDED_CHARACTERS,
  };
}
