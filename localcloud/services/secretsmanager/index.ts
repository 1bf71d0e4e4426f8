import { getSecret } from "./get-secret";
import { getSecretVersion } from "./get-secret-version";
import { secret } from "./secret";
import { secretVersion } from "./secret-version";

export const SECRETS_MANAGER_TYPES = [secret, secretVersion];

export const SECRETS_MANAGER_FUNCTIONS = [getSecret, getSecretVersion];
