import { checksOf } from "./checks";
import { databaseMetrics } from "./database-metrics";
import type { Log } from "./log";
import { proofRoutes } from "./proof-routes";
import { Proofs } from "./proofs";
import { type Running, runProgram } from "./program";
import { repeat } from "./repeat";
import { connectServers, disconnect } from "./servers";
import { startService } from "./service";
import type { Settings } from "./settings";

/** Milliseconds between two looks for jobs that couldn't be sent. */
const SEND_EVERY = 10_000;

/** Serves people: takes proofs, and tells of them. */
async function startServer(settings: Settings, log: Log): Promise<Running> {
  const servers = connectServers(settings, log);
  const { database, queue, cache } = servers;
  const proofs = database && queue && new Proofs({ database, queue, cache, log });
  const service = await startService(settings, {
    checks: checksOf(servers, settings.externalServiceUrls, ["database"]),
    log,
    routes: proofs && proofRoutes(proofs),
    metrics: database && databaseMetrics(database),
  });
  const stopped = new AbortController();
  const repetition = { name: "sending of waiting jobs", pause: SEND_EVERY, log };
  const sending = proofs && repeat(() => proofs.sendWaitingJobs(), repetition, stopped.signal);
  const stop = async (): Promise<boolean> => {
    const graceful = await service.stop();
    stopped.abort();
    await sending;
    await disconnect(servers);
    return graceful;
  };
  return { stop };
}

runProgram("proofpix-enterprise", startServer);
