export type {
  CredentialsDatabase,
  DatabaseCredentialsArgs,
  DatabaseCredentialsTransforms,
  RotationArgs,
  SecretReplicaArgs,
} from "./args";
export { DatabaseCredentials } from "./database-credentials";
export { EXCLUDED_CHARACTERS } from "./rotation-application";
