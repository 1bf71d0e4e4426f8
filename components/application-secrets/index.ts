export { ApplicationSecrets } from "./application-secrets";
export type { ApplicationSecret, ApplicationSecretsArgs, ApplicationSecretsTransforms, SecretReplica } from "./args";
