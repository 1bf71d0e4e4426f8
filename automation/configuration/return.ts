import { configurationOf } from "../history/difference";
import { nameOf, type Release } from "../history/release";
import { DeploymentProblem } from "../model/problem";
import { textWithEntries } from "./change";
import { sameEncryption } from "./encryption";
import { type ConfigurationEntries, entriesOf, holdsSecret } from "./entries";

/** A configuration file's text as a release had it. */
export interface TextOfThen {
  readonly text: string;
  /** Keys whose secrets stay as they are now, since nobody knows how those of then were encrypted. */
  readonly keptSecrets: readonly string[];
}

/**
 * The text of a configuration file as a release had it: the recorded text where there is one, otherwise the present
 * text with the values that Pulumi's history has.
 * @throws {DeploymentProblem} `return-forbidden` where nobody knows the values of then, or the recorded secrets were
 * encrypted with another key than those of the file, so that nobody can decrypt them.
 */
export function textOfThen(present: string, release: Release): TextOfThen {
  const entries = configurationOf(release);
  if (entries === undefined) throw unknown(release);
  const recorded = release.record?.configuration?.text;
  if (recorded === undefined) return withValuesOfThen(present, entries);
  if (sameEncryption(present, recorded)) return { text: recorded, keptSecrets: [] };
  const secrets = secretKeys(entries);
  if (secrets.length > 0) throw encryptedOtherwise(release, secrets);
  return { text: textWithEntries(present, entries), keptSecrets: [] };
}

/** Pulumi's history doesn't tell with which key its secrets were encrypted, so that those of the file stay. */
function withValuesOfThen(present: string, entries: ConfigurationEntries): TextOfThen {
  const now = entriesOf(present);
  const [before, kept] = [secretKeys(entries), secretKeys(now)];
  const wanted = Object.fromEntries([
    ...Object.entries(entries).filter(([key]) => !before.includes(key) && !kept.includes(key)),
    ...Object.entries(now).filter(([key]) => kept.includes(key)),
  ]);
  return { text: textWithEntries(present, wanted), keptSecrets: [...new Set([...before, ...kept])].sort() };
}

function secretKeys(entries: ConfigurationEntries): string[] {
  return Object.entries(entries).flatMap(([key, entry]) => (holdsSecret(entry) ? [key] : []));
}

function encryptedOtherwise(release: Release, secrets: readonly string[]): DeploymentProblem {
  return new DeploymentProblem(
    "return-forbidden",
    `the secrets of ${nameOf(release)} were encrypted with another key than the file's: ${secrets.join(", ")}`,
    "Set the other values by config set, and the secrets anew by config set --secret.",
  );
}

function unknown(release: Release): DeploymentProblem {
  return new DeploymentProblem(
    "return-forbidden",
    `nobody recorded the configuration of ${nameOf(release)}`,
    "Choose a deployment whose configuration is known; config history lists them.",
  );
}
