import { setTimeout } from "node:timers/promises";
import type Docker from "dockerode";

/** How long Docker may take to answer, in milliseconds. */
const PATIENCE = 2000;

/**
 * The Docker Engine of this machine, or the one that `DOCKER_HOST` names; undefined where none answers.
 * @param socket path of its socket, in place of these
 */
export async function dockerEngine(socket?: string): Promise<Docker | undefined> {
  const Docker = await client();
  if (Docker === undefined) return undefined;
  const docker = socket === undefined ? new Docker() : new Docker({ socketPath: socket });
  const done = new AbortController();
  const late = setTimeout(PATIENCE, undefined, { signal: done.signal }).catch(() => undefined);
  const answers = docker.ping().then(
    () => docker,
    () => undefined,
  );
  const answering = await Promise.race([answers, late]);
  done.abort();
  return answering;
}

/** The client of Docker's API; undefined where a project that installed the package has none. */
async function client(): Promise<typeof Docker | undefined> {
  try {
    return (await import("dockerode")).default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
