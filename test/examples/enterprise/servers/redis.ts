import { execFileSync } from "node:child_process";
import { createCertificate, type CertificateFiles } from "./certificate";
import { freePort } from "./free-port";
import { ServerProcess } from "./server-process";

/** Valkey is Redis under another name; ElastiCache has both. */
const COMMANDS = ["redis-server", "valkey-server"];

export interface Redis {
  readonly port: number;
  /** File of the certificate, which is for `localhost`. */
  readonly certificate: string;
  readonly process: ServerProcess;
}

/** User of the application; the password is its first one. */
export const CACHE_USER = { username: "proofpix", password: "first-cache-password" };

/** Redis with TLS alone, a user of the application, and none that needs no password. */
export async function startRedis(directory: string): Promise<Redis> {
  const command = installedCommand();
  const port = await freePort();
  const files = createCertificate(directory);
  const server = new ServerProcess({ command, args: configuration(directory, port, files), port });
  await server.start();
  return { port, certificate: files.certificate, process: server };
}

function configuration(directory: string, port: number, { certificate, key }: CertificateFiles): string[] {
  const { username, password } = CACHE_USER;
  const options: Record<string, readonly string[]> = {
    port: ["0"],
    "tls-port": [String(port)],
    "tls-cert-file": [certificate],
    "tls-key-file": [key],
    "tls-ca-cert-file": [certificate],
    "tls-auth-clients": ["no"],
    bind: ["127.0.0.1"],
    dir: [directory],
    save: [""],
    user: [username, "on", `>${password}`, "~proof:*", "+@all"],
  };
  return [...Object.entries(options).flatMap(([name, values]) => [`--${name}`, ...values]), "--user", "default", "off"];
}

/** @throws {Error} when none is installed; telling how to install one. */
function installedCommand(): string {
  for (const command of COMMANDS) {
    try {
      execFileSync(command, ["--version"], { stdio: "ignore" });
      return command;
    } catch {
      continue;
    }
  }
  throw new Error(
    `the tests of the sample product need ${COMMANDS.join(" or ")}: ` +
      "apt-get install redis-server, dnf install valkey, or brew install redis",
  );
}
