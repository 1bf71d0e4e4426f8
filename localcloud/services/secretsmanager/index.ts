import { secret } from "./secret";
import { getSecretVersion, secretVersion } from "./secret-version";

export const SECRETS_MANAGER_TYPES = [secret, secretVersion];

export const SECRETS_MANAGER_FUNCTIONS = [getSecretVersion];
