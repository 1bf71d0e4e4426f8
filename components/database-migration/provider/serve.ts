import { setTimeout } from "node:timers/promises";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { EngineLog } from "./engine-log";
import type { MigrationRunInputs } from "./inputs";
import { providerService } from "./provider-service";
import { runMigration } from "./run-migration";

const WATCH_MILLISECONDS = 1000;

/**
 * Serves the provider to the engine that started this process, on a free port, which it tells by its first line of
 * output (pulumi/pulumi, "Plugin protocol").
 * @param engineAddress where the engine listens; undefined where it attaches itself later
 */
export async function serve(engineAddress: string | undefined): Promise<void> {
  let log = engineAddress === undefined ? undefined : new EngineLog(engineAddress);
  const run = async (urn: string, inputs: MigrationRunInputs, signal: AbortSignal): Promise<string> => {
    // AWS's clients take a while to load, and most previews and updates run no migration.
    const { EcsTasks, requireAccount } = await import("./ecs-tasks.js");
    await requireAccount(inputs.clusterArn);
    const running = runMigration(inputs, {
      tasks: new EcsTasks(inputs),
      report: (line) => log?.show(urn, line),
      now: () => performance.now(),
      sleep: (milliseconds, abort) => setTimeout(milliseconds, undefined, { signal: abort }),
      signal,
      name: urn.split("::").at(-1) ?? "",
    });
    return running.finally(() => log?.shown());
  };
  const attach = (address: string): void => {
    log = new EngineLog(address);
  };
  endWith(process.ppid);
  const server = new Server();
  server.addService(ResourceProviderService, providerService({ run, attach }));
  process.stdout.write(`${await listen(server)}\n`);
}

/** Ends this process with the engine that started it, which may be killed: the task goes on without anybody waiting. */
function endWith(engine: number): void {
  setInterval(() => {
    if (process.ppid !== engine) process.exit(1);
  }, WATCH_MILLISECONDS).unref();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
