import { namesSecret, withoutCredentials } from "../../components/shared/credential-detection";
import { isJsonObject, type JsonObject, type JsonValue } from "../shared/canonical-json";
import type { AuditEvent } from "./entry";

/** Stands in the place of a value that may be a secret. */
export const WITHHELD = "(withheld)";

/** A secret of this length or more is also found within other texts; a shorter one would be found in most. */
const TELLING_LENGTH = 6;

/** What the engine puts into an object that holds a secret (Pulumi SDK, `specialSigKey` and `specialSecretSig`). */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Secrets of a stack's configuration and state, as Pulumi encrypts them: `v1:<nonce>:<ciphertext>` in Base64. */
const CIPHERTEXT = /\bv1:[A-Za-z0-9+/]{8,}={0,2}:[A-Za-z0-9+/]{8,}={0,2}/g;

const CREDENTIAL_NAME =
  "(?<![a-z])(?:authorization|bearer|basic|password|passwd|passphrase|secret|token|api[-_]?key|secret[-_]?access[-_]?key)";

/** Credentials behind their name: in quotes, and as a header or a command line carries them. */
const NAMED_CREDENTIALS = [
  new RegExp(`(${CREDENTIAL_NAME}["']?\\s*[:=]\\s*)(["'])(?:\\\\.|(?!\\2).)*\\2`, "gis"),
  new RegExp(
    `(${CREDENTIAL_NAME}["']?(?:\\s*[:=]\\s*|\\s+(?=\\S{16}))["']?(?:(?:bearer|basic)\\s+)?)[^\\s"',;&}]+`,
    "gi",
  ),
];

/** An event without secrets: those that are known, and whatever looks like one. */
export function redactedEvent(event: AuditEvent, secrets: readonly string[]): AuditEvent {
  const clean = (text: string) => redactedText(text, secrets);
  const { action, environment, deploymentId } = event.what;
  const { host, run } = event.from;
  return {
    who: clean(event.who),
    what: { action: clean(action), environment: environment && clean(environment), deploymentId },
    from: { host: clean(host), run: run && clean(run) },
    outcome: event.outcome,
    details: event.details && redactedObject(event.details, secrets),
  };
}

/**
 * An object without secrets.
 * @param secrets values that are known to be secret, such as those of the stack's configuration.
 */
export function redactedObject(value: JsonObject, secrets: readonly string[]): JsonObject {
  if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) return { [SIGNATURE_KEY]: WITHHELD };
  const members = Object.entries(value).map(([name, member]) => {
    const clean = member !== undefined && namesSecret(name) ? withheld(member) : redacted(member, secrets);
    return [redactedText(name, secrets), clean] as const;
  });
  return Object.fromEntries(members);
}

/** A text without secrets. */
export function redactedText(text: string, secrets: readonly string[]): string {
  if (secrets.includes(text) && text !== "") return WITHHELD;
  const forms = secrets.filter((secret) => secret.length >= TELLING_LENGTH).flatMap(formsOf);
  const withoutKnown = [...new Set(forms)]
    .sort((one, other) => other.length - one.length) // a secret within a longer one would leave its rest
    .reduce((rest, form) => rest.split(form).join(WITHHELD), text);
  const withoutPatterns = withoutCredentials(withoutKnown).replace(CIPHERTEXT, WITHHELD);
  return NAMED_CREDENTIALS.reduce((rest, pattern) => rest.replace(pattern, `$1${WITHHELD}`), withoutPatterns);
}

function redacted(value: JsonValue | undefined, secrets: readonly string[]): JsonValue | undefined {
  if (typeof value === "string") return redactedText(value, secrets);
  if (Array.isArray(value)) return value.map((each: JsonValue) => redacted(each, secrets) ?? null);
  return isJsonObject(value) ? redactedObject(value, secrets) : value;
}

/** What has the name of a credential is withheld whole; that there is none, or a switch, tells nothing. */
function withheld(value: JsonValue): JsonValue {
  if (value === null || typeof value === "boolean" || value === "") return value;
  return WITHHELD;
}

/** How a secret may stand in a text: as it is, in an address, in JSON, in Base64. */
function formsOf(secret: string): string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  return [secret, encodeURIComponent(secret), quoted, Buffer.from(secret).toString("base64")];
}
