import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import Docker from "dockerode";
import { eventually } from "../../../examples/enterprise/servers/eventually";

/** A Docker Engine for tests alone, with a socket and folders of its own. */
export interface TestDocker {
  readonly docker: Docker;
  readonly socket: string;
  readonly stop: () => Promise<void>;
}

/** Whether an engine can be started here: it is installed, and this is root of a Linux machine. */
export function canStartDocker(): boolean {
  try {
    execFileSync("dockerd", ["--version"], { stdio: "ignore" });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

export async function startDocker(): Promise<TestDocker> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-docker-"));
  const socket = join(directory, "docker.sock");
  const folders = ["data", "exec"].map((name) => join(directory, name));
  const [data = "", exec = ""] = folders;
  const args = ["--data-root", data, "--exec-root", exec, "--pidfile", join(directory, "pid")];
  const child = spawn("dockerd", ["--host", `unix://${socket}`, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
  const docker = new Docker({ socketPath: socket });
  await eventually(async () => {
    if (child.exitCode !== null) return;
    await docker.ping();
  });
  if (child.exitCode !== null) throw new Error(`Docker Engine ended: ${said}`);
  return { docker, socket, stop: () => stop(child, directory) };
}

async function stop(child: ChildProcess, directory: string): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
  rmSync(directory, { recursive: true, force: true });
}

/** An image with this machine's Node.js and shell, and what these load: no registry is asked. */
export async function importNodeImage(docker: Docker, repo: string, tag: string): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "proofpix-image-"));
  try {
    for (const [program, place] of [
      [process.execPath, "usr/bin/node"],
      ["/bin/sh", "bin/sh"],
    ] as const) {
      put(program, join(root, place));
      for (const library of librariesOf(program)) put(library, join(root, library));
    }
    mkdirSync(join(root, "tmp"));
    chmodSync(join(root, "tmp"), 0o1777);
    const archive = join(root, "..", `${basename(root)}.tar`);
    execFileSync("tar", ["-C", root, "-cf", archive, "."]);
    await followed(docker, await docker.importImage(archive, { repo, tag, changes: "ENV PATH=/usr/bin:/bin" }));
    rmSync(archive);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Waits for what Docker does, and fails where that failed. */
function followed(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null, steps: readonly { readonly error?: string }[]) => {
      const failed = error?.message ?? steps.find((step) => step.error !== undefined)?.error;
      if (failed === undefined) resolve();
      else reject(new Error(failed));
    });
  });
}

function put(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function librariesOf(program: string): string[] {
  const listed = execFileSync("ldd", [program], { encoding: "utf8" });
  return [...listed.matchAll(/(\/\S+)/g)].map(([, path = ""]) => path);
}

/**
 * The sample product's image: the last stage of its own Dockerfile, with what its build stage would have made.
 * @param context folder with `dist` and `node_modules`
 */
export async function buildProductImage(docker: Docker, name: string, base: string, context: string): Promise<void> {
  const dockerfile = readFileSync(join(__dirname, "../../../../examples/enterprise/Dockerfile"), "utf8");
  const stage = dockerfile.slice(dockerfile.lastIndexOf("FROM ")).replaceAll("COPY --from=build /build/", "COPY ");
  writeFileSync(join(context, "Dockerfile"), `ARG NODE_IMAGE\n${stage}`);
  const archive = `${context}.tar`;
  execFileSync("tar", ["-C", context, "-cf", archive, "."]);
  const buildargs = { NODE_IMAGE: base, VERSION: "1.0.0" };
  await followed(docker, await docker.buildImage(archive, { t: name, buildargs }));
}
