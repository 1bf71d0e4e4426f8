import { setTimeout } from "node:timers/promises";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { JobMetrics } from "../../../examples/enterprise/src/job-metrics";
import { JobQueue } from "../../../examples/enterprise/src/job-queue";
import { JobWorker, type JobWorkerOptions } from "../../../examples/enterprise/src/job-worker";
import { TEXT_FORMAT } from "../../../examples/enterprise/src/exposition";
import { AMPLE } from "../../support/ample";
import { administer, CACHE_AND_DATABASE_PASSWORDS, messagesIn } from "./servers/administration";
import { eventually } from "./servers/eventually";
import { buildProduct, ProductProcess } from "./servers/product";
import { setStage, type Stage } from "./servers/stage";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ replicas: 0 });
  Object.assign(process.env, stage.aws.environment);
  buildProduct(stage.directory, ["server", "worker", "healthcheck"]);
});
afterAll(() => stage.end());

async function send(body: string): Promise<void> {
  await stage.sqs.send(new SendMessageCommand({ QueueUrl: stage.queues.jobs, MessageBody: body }));
}

/** Waits until so many messages are in a queue. */
function holds(queue: "jobs" | "deadLetters", messages: { waiting: number; hidden: number }): Promise<void> {
  return eventually(async () => {
    expect(await messagesIn(stage.sqs, stage.queues[queue])).toEqual(messages);
  });
}

const EMPTY = { waiting: 0, hidden: 0 };

describe("the worker's process", () => {
  let worker: ProductProcess;
  beforeAll(() => {
    worker = new ProductProcess(stage.directory, "worker", { ...stage.environment, QUEUE_WAIT_SECONDS: "1" });
  });

  it("processes what the server queues", async () => {
    const server = new ProductProcess(stage.directory, "server", stage.environment);
    const url = await server.url();
    const body = JSON.stringify({ digest: "cd".repeat(32) });
    const response = await fetch(`${url}/api/proofs`, { method: "POST", body });
    const { id } = (await response.json()) as { id: string };

    await eventually(async () => {
      expect(await (await fetch(`${url}/api/proofs/${id}`)).json()).toMatchObject({ status: "processed" });
    });
    await holds("jobs", EMPTY);
    expect(await server.stop()).toBe(0);
  });

  it("tries again what fails, until SQS moves it to the dead letters", async () => {
    await send("no job");
    await holds("deadLetters", { waiting: 1, hidden: 0 });
    const message = await stage.sqs.send(new ReceiveMessageCommand({ QueueUrl: stage.queues.deadLetters }));

    expect(message.Messages?.map(({ Body }) => Body)).toEqual(["no job"]);
    expect(worker.events("job failed").map(({ attempt }) => attempt)).toEqual([1, 2]);
    await holds("jobs", EMPTY);
  });

  it("is healthy to its container and to monitoring", async () => {
    const url = await worker.url();
    const { port } = new URL(url);
    const check = new ProductProcess(stage.directory, "healthcheck", { PORT: port });

    expect(await check.exitCode()).toBe(0);
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({
      status: "healthy",
      checks: [{ name: "application" }, { name: "database" }, { name: "cache" }, { name: "queue" }],
    });
  });

  it("tells Prometheus of its jobs, its health and its connections", async () => {
    const text = await (await fetch(`${await worker.url()}/metrics`)).text();

    expect(text).toContain('\njobs_processed_total{outcome="done"} 1\njobs_processed_total{outcome="failed"} 2\n');
    expect(text).toContain("\njob_duration_seconds_count 3\n");
    expect(text).toContain("\njobs_in_flight 0\n");
    expect(text).toContain('\nhealth_check_status{check="queue",kind="queue",critical="true"} 1\n');
    expect(text).toContain('\ndatabase_pool_connections{host="primary",state="waiting"} 0\n');
    expect(text).toContain('\napplication_info{version="development"} 1\n');
  });

  it("takes no job while the database is away, and goes on when it is back", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    await administer(stage.primary, `insert into proofs (id, digest) values ('${id}', 'ef')`);
    await stage.primary.process.stop();
    await worker.logged("no job can be taken");
    await send(JSON.stringify({ proof: id }));
    await setTimeout(300);
    expect(await messagesIn(stage.sqs, stage.queues.jobs)).toEqual({ waiting: 1, hidden: 0 });

    await stage.primary.process.start();
    await holds("jobs", EMPTY);
    expect(
      await administer(stage.primary, `select 1 from proofs where id = '${id}' and processed_at is not null`),
    ).toHaveLength(1);
  });

  it("ends on SIGTERM, at once where it only waits for jobs, and has told no password", async () => {
    expect(await worker.stop()).toBe(0);
    expect(worker.events("stopped")[0]).toMatchObject({ finished: true });
    expect(CACHE_AND_DATABASE_PASSWORDS.filter((password) => worker.output.includes(password))).toEqual([]);
  });

  it("doesn't start without a queue", async () => {
    const lost = new ProductProcess(stage.directory, "worker", { PORT: "0" });

    expect((await lost.logged("could not start")).error).toContain("a worker needs DATABASE_HOST and JOBS_QUEUE_URL");
    expect(await lost.exitCode()).toBe(1);
  });
});

describe("JobWorker", () => {
  const queues: JobQueue[] = [];
  afterEach(() => {
    for (const queue of queues.splice(0)) queue.end();
  });

  /** A worker of the real queue that does other work. */
  function working(options: Pick<JobWorkerOptions, "work"> & Partial<JobWorkerOptions>) {
    const url = new URL(stage.queues.jobs);
    const queue = new JobQueue({ url, visibilityTimeout: 2, timeout: 5000, waitSeconds: 1 });
    queues.push(queue);
    const logged: string[] = [];
    const log: JobWorkerOptions["log"] = (_level, message) => logged.push(message);
    const metrics = new JobMetrics();
    const worker = new JobWorker({ queue, ready: () => Promise.resolve(), log, metrics, pause: 10, ...options });
    return { worker, running: worker.run(), logged, text: () => TEXT_FORMAT.write(metrics.metrics) };
  }

  it("keeps a job hidden for as long as it works on it, and finishes it before it stops", async () => {
    await send("long");
    let begun = 0;
    const { worker, running } = working({
      work: async () => {
        begun += 1;
        await setTimeout(3000);
      },
    });
    await eventually(() => {
      expect(begun).toBe(1);
    });
    const other = working({ work: () => Promise.resolve(void (begun += 1)) });
    const finished = await worker.stop(AMPLE);
    await running;
    await other.worker.stop(AMPLE);

    expect([finished, begun]).toEqual([true, 1]);
    await holds("jobs", EMPTY);
  });

  it("gives a job back that doesn't finish in time, for another worker to take at once", async () => {
    await send("endless");
    const begun = jest.fn();
    const { worker, logged, text } = working({
      work: () => {
        begun();
        return new Promise(() => undefined);
      },
    });
    await eventually(() => {
      expect(begun).toHaveBeenCalledTimes(1);
    });

    expect(text()).toContain("\njobs_in_flight 1\n");
    expect(await worker.stop(10)).toBe(false);
    expect(text()).toContain("\njobs_in_flight 0\n");
    expect(text()).toContain('\njobs_processed_total{outcome="failed"} 1\n');
    expect(await messagesIn(stage.sqs, stage.queues.jobs)).toEqual({ waiting: 1, hidden: 0 });
    expect(logged).toEqual(["stopping", "job failed", "stopped"]);
    const other = working({ work: () => Promise.resolve() });
    await holds("jobs", EMPTY);
    await other.worker.stop(AMPLE);
  });

  it("tells work to give up when its time is over", async () => {
    await send("listening");
    const signals: AbortSignal[] = [];
    const { worker } = working({
      work: (_job, signal) => {
        signals.push(signal);
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(new Error("given up"));
          });
        });
      },
    });
    await eventually(() => {
      expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    });
    await worker.stop(10);

    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    const other = working({ work: () => Promise.resolve() });
    await holds("jobs", EMPTY);
    await other.worker.stop(AMPLE);
  });

  it("goes on when the queue was away", async () => {
    stage.aws.process.hang();
    const { worker, logged } = working({ work: () => Promise.resolve() });
    await setTimeout(100);
    stage.aws.process.goOn();
    await send("late");
    await eventually(() => {
      expect(logged).toContain("job done");
    });
    await worker.stop(AMPLE);
  });
});
