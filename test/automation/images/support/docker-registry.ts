import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "../../../../localcloud/runtimes/free-ports";
import { eventually } from "../../../examples/enterprise/servers/eventually";

/** Who may use the registry of tests. */
export const REGISTRY_USER = { username: "pipeline", password: "pushing-in-tests" };
const PASSWORD_HASH = "$2b$05$2Wis/A3/9WYL3cQYv2d24.0Ql1ftPeZ/OaiUJLPKYL4AXknlox3me";

/** A registry for tests alone. */
export interface TestRegistry {
  /** Host and port. */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

/** Whether Debian's package `docker-registry` is installed. */
export function canStartRegistry(): boolean {
  try {
    execFileSync("docker-registry", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** @param isOpen whether it asks for no password */
export async function startRegistry(isOpen = false): Promise<TestRegistry> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-registry-"));
  mkdirSync(join(directory, "data"));
  writeFileSync(join(directory, "passwords"), `${REGISTRY_USER.username}:${PASSWORD_HASH}\n`);
  const [port = 0] = await freePorts(1);
  const host = `127.0.0.1:${port}`;
  const configuration = {
    version: "0.1",
    storage: { filesystem: { rootdirectory: join(directory, "data") }, delete: { enabled: true } },
    http: { addr: host },
    ...(!isOpen && { auth: { htpasswd: { realm: "tests", path: join(directory, "passwords") } } }),
  };
  writeFileSync(join(directory, "config.yml"), JSON.stringify(configuration));
  const child = spawn("docker-registry", ["serve", join(directory, "config.yml")], { stdio: "ignore" });
  await eventually(
    async () => {
      await (await fetch(`http://${host}/v2/`)).text();
    },
    () => child.exitCode !== null,
  );
  const stop = async (): Promise<void> => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  return { host, stop };
}
