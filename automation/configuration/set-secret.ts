import type { AutomationContext } from "../context";
import { changedText } from "./change";
import { entriesOf, withNamespace } from "./entries";
import { sameEncryption } from "./encryption";
import { type ConfigurationValidator, requireValid } from "./validation";

/** Stands for a secret's ciphertext while the configuration is checked. */
const TO_BE_ENCRYPTED = { secure: "" };

/**
 * Encrypts a secret and sets it in the configuration file; a rehearsal keeps it in its copy of the file, since only this
 * machine can decrypt it. Comments of the file stay.
 * @throws {DeploymentProblem} `configuration-invalid`, before anything is written, for a key that takes no secret.
 */
export async function setSecret(
  name: string,
  value: string,
  validate: ConfigurationValidator,
  { environment, configurationFile, engine }: Pick<AutomationContext, "configurationFile" | "engine" | "environment">,
): Promise<void> {
  const key = withNamespace(name);
  const before = configurationFile.read();
  requireValid(environment, changedText(before, [{ path: [key], value: TO_BE_ENCRYPTED }]), validate);
  await engine.setSecret(key, value);
  const after = configurationFile.read();
  const entry = entriesOf(after)[key];
  if (after === before || entry === undefined || !("secure" in entry) || !sameEncryption(before, after)) return;
  // The engine writes the whole file anew.
  configurationFile.write(changedText(before, [{ path: [key], value: { secure: entry.secure } }]));
}
