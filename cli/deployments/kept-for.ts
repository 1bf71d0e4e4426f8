import { UsageError } from "../command";
import { auditBucketIn } from "./audit-bucket";
import { awsEnvironmentSettings } from "./aws-settings";
import { type Kept, keptHere, keptInBucket } from "./kept-in";

/**
 * What is kept of an environment, for commands that look at nothing else of it.
 * @param environment left out where all environments have one trail, as those have that are kept on this machine.
 * @throws {UsageError} for one that is missing.
 */
export async function keptFor(root: string, environment: string | undefined, isAws: boolean): Promise<Kept> {
  const bucket = isAws ? auditBucketIn(process.env) : undefined;
  if (bucket === undefined) return keptHere(root, isAws);
  if (environment === undefined) {
    throw new UsageError(
      "--environment is missing",
      "Name one: on AWS each environment has an audit trail of its own.",
    );
  }
  const { awsClients } = await import("../../automation/aws/clients.ts");
  const { region } = awsEnvironmentSettings(root, environment);
  return keptInBucket(environment, bucket, awsClients({ region }).s3);
}
