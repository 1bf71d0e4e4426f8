import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { RegistryCredentials } from "../registry/registry";

/** What Docker's command line needs beside its configuration file: which engine to talk to, and its plugins. */
const LINKED = ["contexts", "cli-plugins", "tls"];

/**
 * Gives Docker's command line the credentials of one registry for one call, in a folder that only this user can read
 * and that is gone afterwards. `docker login` would leave them in the home folder of the user or of the CI machine.
 */
export async function withPushConfiguration<T>(
  registry: string,
  credentials: RegistryCredentials | undefined,
  use: (environment: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  if (credentials === undefined) return use({});
  const own = process.env.DOCKER_CONFIG ?? join(homedir(), ".docker");
  const directory = await mkdtemp(join(tmpdir(), "proofpix-docker-"));
  try {
    const auth = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
    const configuration = { ...(await chosenContext(own)), auths: { [registry]: { auth } } };
    await writeFile(join(directory, "config.json"), JSON.stringify(configuration), { mode: 0o600 });
    for (const name of LINKED) {
      if (existsSync(join(own, name))) await symlink(join(own, name), join(directory, name));
    }
    return await use({ DOCKER_CONFIG: directory });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The context that the user chose, without anything else of the configuration file. */
async function chosenContext(own: string): Promise<{ readonly currentContext?: string }> {
  try {
    const { currentContext } = JSON.parse(await readFile(join(own, "config.json"), "utf8")) as Record<string, unknown>;
    return typeof currentContext === "string" ? { currentContext } : {};
  } catch {
    return {}; // there is no such file, or Docker will say what is wrong with it
  }
}
