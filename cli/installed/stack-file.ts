import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { SessionProject } from "../local/session-project";
import { UserError } from "../../tools/shared/user-error";

/** What a stack's file says of how its secrets are encrypted (pulumi/sdk/go/common/workspace, `ProjectStack`). */
interface StackFile {
  readonly secretsprovider?: unknown;
  readonly encryptedkey?: unknown;
  readonly encryptionsalt?: unknown;
}

/**
 * Refuses a stack whose file says how another backend encrypts its secrets. The engine would write over that when it
 * makes the stack, and the file would be lost for the other backend.
 * @param isRehearsed whether the rehearsal has the stack already, so that a salt is its own
 * @throws {UserError}
 */
export function requireOwnSecrets(project: SessionProject, stack: string, isRehearsed: boolean): void {
  const name = `Pulumi.${stack}.yaml`;
  const { secretsprovider, encryptedkey, encryptionsalt } = contentOf(join(project.directory, name));
  const isForeignProvider = secretsprovider !== undefined && secretsprovider !== "passphrase";
  const isForeignSalt = encryptionsalt !== undefined && !isRehearsed;
  if (!isForeignProvider && encryptedkey === undefined && !isForeignSalt) return;
  throw new UserError(
    `${name} says how another backend encrypts the secrets of ${stack}, which a rehearsal would write over`,
    "Rehearse under a name of its own: copy the file to Pulumi.rehearsal.yaml without secretsprovider, encryptedkey, " +
      "encryptionsalt and secure values, and say --stack rehearsal. A salt of an earlier rehearsal can be taken out.",
  );
}

/** The engine tells of a file that can't be read. */
function contentOf(path: string): StackFile {
  if (!existsSync(path)) return {};
  try {
    const content = parse(readFileSync(path, "utf8")) as unknown;
    return typeof content === "object" && content !== null ? content : {};
  } catch {
    return {};
  }
}
