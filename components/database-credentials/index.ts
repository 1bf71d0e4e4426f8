export type {
  CredentialsDatabase,
  DatabaseCredentialsArgs,
  DatabaseCredentialsTransforms,
  RotationArgs,
  SecretReplicaArgs,
} from "./args";
export { DatabaseCredentials } from "./database-credentials";
export { EXCLUDED_CHARACTERS } from "./rotation-application";
export { ServiceCredentials } from "./service-credentials";
export type { ServiceCredentialsArgs, ServiceCredentialsTransforms, ServiceDatabase } from "./service-credentials-args";
