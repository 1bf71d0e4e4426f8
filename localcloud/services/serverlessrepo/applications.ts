import { formatArn, parseArn } from "../../../components/shared/arn";
import { partitionOf } from "../../../components/shared/region";
import { NotModelledError } from "../shared/inputs";

/** What the local cloud knows of an application of the AWS Serverless Application Repository. */
export interface Application {
  readonly capabilities: readonly string[];
  /** Parameters of its template; without a default unless optional. */
  readonly parameters: Readonly<Record<string, "required" | "optional">>;
  /** Newest version in the application's partition. */
  readonly newestVersion: string;
}

/** Publisher of the rotation functions, by partition (aws-cdk, `SecretRotationApplication`). */
const PUBLISHERS = {
  aws: { region: "us-east-1", accountId: "297356227824", newestVersion: "1.1.671" },
  "aws-us-gov": { region: "us-gov-west-1", accountId: "023102451235", newestVersion: "1.1.397" },
} as const;

/** AWS Secrets Manager User Guide, "AWS Secrets Manager rotation function templates". */
const ROTATION_PARAMETERS = {
  functionName: "required",
  endpoint: "required",
  excludeCharacters: "optional",
  kmsKeyArn: "optional",
  vpcSecurityGroupIds: "optional",
  vpcSubnetIds: "optional",
} as const;
const ROTATION_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"];
const ROTATION = "SecretsManagerRDSPostgreSQLRotationSingleUser";

/**
 * The application of an ARN, as a region sees it; undefined for one of another partition or account.
 * @throws {NotModelledError} for one that the local cloud doesn't know.
 */
export function applicationNamed(applicationId: string, region: string): Application | undefined {
  const { resource } = parseArn(applicationId);
  if (resource !== `applications/${ROTATION}`) {
    throw new NotModelledError(
      `the application ${applicationId}`,
      ["applicationId"],
      "services/serverlessrepo/applications.ts",
    );
  }
  const partition = partitionOf(region);
  const { newestVersion, ...publisher } = PUBLISHERS[partition];
  if (applicationId !== formatArn({ partition, service: "serverlessrepo", ...publisher, resource })) return undefined;
  return { capabilities: ROTATION_CAPABILITIES, parameters: ROTATION_PARAMETERS, newestVersion };
}

/** Whether an application was published in a version: AWS counts the last number up. */
export function isPublished({ newestVersion }: Application, version: string): boolean {
  const [beginning, newest] = split(newestVersion);
  const [given, number] = split(version);
  return given === beginning && /^[1-9]\d*$/.test(number) && Number(number) <= Number(newest);
}

function split(version: string): [string, string] {
  const dot = version.lastIndexOf(".");
  return [version.slice(0, dot), version.slice(dot + 1)];
}
