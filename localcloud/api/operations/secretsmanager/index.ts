import { outputsOf } from "../../../model/resource";
import { text, texts } from "../../../model/values";
import {
  CURRENT,
  requireUsableSecret,
  secretStringOf,
  versionAt,
  versionById,
} from "../../../services/secretsmanager/secret-lookup";
import { reading, type ServiceOperations } from "../../operation";

/** Operations of AWS Secrets Manager. */
export const SECRETS_MANAGER_OPERATIONS: ServiceOperations = {
  /** AWS Secrets Manager API Reference, GetSecretValue. */
  GetSecretValue: reading(({ input, region }, { cloud }) => {
    const secret = requireUsableSecret(text(input, "SecretId") ?? "", region, cloud);
    const versionId = text(input, "VersionId");
    const version =
      versionId === undefined
        ? versionAt(secret, text(input, "VersionStage") ?? CURRENT, cloud)
        : versionById(secret, versionId, cloud);
    const binary = text(version.inputs, "secretBinary");
    return {
      ARN: secret.id,
      Name: text(outputsOf(secret), "name") ?? "",
      VersionId: version.computed.versionId,
      VersionStages: texts(outputsOf(version), "versionStages"),
      ...(binary === undefined ? { SecretString: secretStringOf(version) ?? "" } : { SecretBinary: binary }),
    };
  }),
};
