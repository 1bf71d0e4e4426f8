import type { Samples } from "../../limits/samples";
import { TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": {
    name: "database-rotation",
    applicationId:
      "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
    semanticVersion: "1.1.671",
    capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
    parameters: { functionName: "database-rotation", endpoint: "https://secretsmanager.eu-west-1.amazonaws.com" },
    tags: TAGS,
  },
};
