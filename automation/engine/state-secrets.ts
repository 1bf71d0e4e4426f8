import { isObject } from "../../tools/yaml/render";

/** Key by which Pulumi's states mark special values, and its value for secrets (pulumi/sdk/go/common/resource/sig). */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a value of a state is or contains a secret. */
export function holdsSecret(value: unknown): boolean {
  if (!isObject(value)) return false;
  return value[SIGNATURE_KEY] === SECRET_SIGNATURE || Object.values(value).some(holdsSecret);
}

/** The values of a state's object that hold no secret. */
export function withoutSecrets(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !holdsSecret(value)));
}
