import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a running local cloud is reached. */
export interface Endpoint {
  readonly pid: number;
  /** URL of the control server, on loopback. */
  readonly controlUrl: string;
  /** Value of `PULUMI_DEBUG_PROVIDERS`: each package with the port of its provider. */
  readonly providers: string;
}

/** What a server wrote; undefined when none did or the file is damaged, which a new server mends. */
export function readEndpoint(directory: string): Endpoint | undefined {
  try {
    const content = JSON.parse(readFileSync(endpointPath(directory), "utf8")) as Endpoint;
    return typeof content.controlUrl === "string" ? content : undefined;
  } catch {
    return undefined;
  }
}

export function writeEndpoint(directory: string, endpoint: Endpoint): void {
  const temporary = `${endpointPath(directory)}.new`;
  writeFileSync(temporary, JSON.stringify(endpoint), { mode: 0o600 });
  renameSync(temporary, endpointPath(directory));
}

export function removeEndpoint(directory: string): void {
  rmSync(endpointPath(directory), { force: true });
}

function endpointPath(directory: string): string {
  return join(directory, "endpoint.json");
}
