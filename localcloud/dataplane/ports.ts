import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";

/** Address of this machine that nothing outside of it reaches. */
export const LOOPBACK = "127.0.0.1";

/**
 * The ports of this machine that listeners have. The system chooses a free one; a file keeps it, so that a listener has
 * the same after the next start, unless something else took it meanwhile.
 */
export class Ports {
  private readonly byListener: Map<string, number>;

  private constructor(private readonly file: string) {
    this.byListener = new Map(Object.entries(readPorts(file)));
  }

  static open(directory: string): Ports {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return new Ports(join(directory, "ports.json"));
  }

  /** The port that a listener has, or had. */
  of(listenerArn: string): number | undefined {
    return this.byListener.get(listenerArn);
  }

  /** Lets a server listen at the port of a listener. */
  async listen(server: Server, listenerArn: string): Promise<number> {
    const port = await listenAt(server, this.of(listenerArn) ?? 0);
    if (this.of(listenerArn) !== port) {
      this.byListener.set(listenerArn, port);
      this.write();
    }
    return port;
  }

  /** Forgets the port of a listener that was deleted. */
  forget(listenerArn: string): void {
    if (this.byListener.delete(listenerArn)) this.write();
  }

  private write(): void {
    const temporary = `${this.file}.new`;
    writeFileSync(temporary, JSON.stringify(Object.fromEntries(this.byListener), undefined, 2), { mode: 0o600 });
    renameSync(temporary, this.file);
  }
}

/** A damaged file is as good as none: listeners get other ports. */
function readPorts(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;
  } catch {
    return {};
  }
}

function listenAt(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (port === 0 || error.code !== "EADDRINUSE") reject(error);
      else listenAt(server, 0).then(resolve, reject);
    };
    server.once("error", onError);
    server.listen(port, LOOPBACK, () => {
      server.off("error", onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
