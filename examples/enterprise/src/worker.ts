import { checksOf } from "./checks";
import { databaseMetrics } from "./database-metrics";
import { JobMetrics } from "./job-metrics";
import { JobWorker } from "./job-worker";
import type { Log } from "./log";
import { proofIdOf, Proofs } from "./proofs";
import { type Running, runProgram } from "./program";
import { connectServers, disconnect } from "./servers";
import { startService } from "./service";
import { type Settings, SettingsError } from "./settings";

/** Works off the queue. It listens, too: for its container's health check, and for Prometheus. */
async function startWorker(settings: Settings, log: Log): Promise<Running> {
  const servers = connectServers(settings, log);
  const { database, queue } = servers;
  if (database === undefined || queue === undefined) {
    throw new SettingsError(["a worker needs DATABASE_HOST and JOBS_QUEUE_URL"]);
  }
  const proofs = new Proofs({ database, queue, log });
  const jobs = new JobMetrics();
  const worker = new JobWorker({
    queue,
    work: ({ body }) => proofs.process(proofIdOf(body)),
    ready: () => database.checkPrimary(),
    log,
    metrics: jobs,
  });
  const checks = checksOf(servers, [], ["database", "queue"]);
  const metrics = [...jobs.metrics, ...databaseMetrics(database)];
  const service = await startService({ ...settings, drain: 0, shutdownDeadline: 1000 }, { checks, log, metrics });
  const working = worker.run();
  const stop = async (): Promise<boolean> => {
    const finished = await worker.stop(settings.shutdownDeadline);
    await working;
    await service.stop();
    await disconnect(servers);
    return finished;
  };
  return { stop };
}

runProgram("proofpix-worker", startWorker);
