import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { redisQueueDepth } from "../../../examples/enterprise/src/queue-depth";
import { report, startQueueReport } from "../../../examples/enterprise/src/queue-report";
import { readSettings } from "../../../examples/enterprise/src/settings";
import { AMPLE } from "../../support/ample";

/** Answers as Redis does, and keeps what it was asked. */
class FakeRedis {
  readonly asked: string[] = [];
  private readonly server: Server;

  constructor(private readonly answers: readonly string[]) {
    this.server = createServer((socket) => {
      socket.on("data", (chunk) => {
        this.asked.push(chunk.toString());
        socket.write(this.answers.join(""));
      });
    });
  }

  async url(userinfo = ""): Promise<URL> {
    await new Promise<void>((listening) => this.server.listen(0, "127.0.0.1", listening));
    return new URL(`redis://${userinfo}127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  close(): void {
    this.server.close();
  }
}

async function withRedis<T>(answers: readonly string[], use: (redis: FakeRedis) => Promise<T>): Promise<T> {
  const redis = new FakeRedis(answers);
  try {
    return await use(redis);
  } finally {
    redis.close();
  }
}

const soon = () => AbortSignal.timeout(AMPLE);

describe("redisQueueDepth", () => {
  it("is the length of the list", async () => {
    await withRedis([":123\r\n"], async (redis) => {
      expect(await redisQueueDepth(await redis.url(), "jobs", soon())).toBe(123);
      expect(redis.asked).toEqual(["*2\r\n$4\r\nLLEN\r\n$4\r\njobs\r\n"]);
    });
  });

  it("tells who asks where the URL does", async () => {
    await withRedis(["+OK\r\n", ":0\r\n"], async (redis) => {
      expect(await redisQueueDepth(await redis.url("app:s%20cret@"), "jobs", soon())).toBe(0);
      expect(redis.asked.join("")).toContain("*3\r\n$4\r\nAUTH\r\n$3\r\napp\r\n$6\r\ns cret\r\n");
    });
  });

  it("fails on another answer, without a word of the URL", async () => {
    await withRedis(["-WRONGTYPE of app:secret\r\n"], async (redis) => {
      const failure = redisQueueDepth(await redis.url(), "jobs", soon());
      await expect(failure).rejects.toThrow("the queue answered something else than a length");
    });
  });

  it("fails where nobody answers in time, and where nobody is", async () => {
    await withRedis([], async (redis) => {
      const url = await redis.url();
      await expect(redisQueueDepth(url, "jobs", AbortSignal.timeout(20))).rejects.toThrow("can't be asked");
    });
    await expect(redisQueueDepth(new URL("redis://127.0.0.1:1"), "jobs", soon())).rejects.toThrow("can't be asked");
  });
});

describe("a report of the queue", () => {
  const options = { serviceName: "web", timeout: AMPLE, now: () => 1_700_000_000_000 };

  it("is a line of which CloudWatch makes the metric that triggers look at (SC-4)", async () => {
    const lines: string[] = [];
    await report({ ...options, depth: () => Promise.resolve(7), log: jest.fn(), write: (line) => lines.push(line) });

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        _aws: {
          Timestamp: 1_700_000_000_000,
          CloudWatchMetrics: [
            { Namespace: "ProofPix", Dimensions: [["Service"]], Metrics: [{ Name: "QueueDepth", Unit: "Count" }] },
          ],
        },
        Service: "web",
        QueueDepth: 7,
      },
    ]);
  });

  it("is left out, and said to be, where the length is not known", async () => {
    const [log, write] = [jest.fn(), jest.fn()];
    await report({ ...options, depth: () => Promise.reject(new Error("gone")), log, write });

    expect(write).not.toHaveBeenCalled();
    expect(log).toHaveBeenCalledWith("warn", "the queue's length is not known", expect.anything());
  });

  it("is repeated until stopped", async () => {
    const lines: string[] = [];
    const depth = () => Promise.resolve(1);
    const stop = startQueueReport({ ...options, depth, log: jest.fn(), write: (line) => lines.push(line) }, 5);
    while (lines.length < 2) await setTimeout(5);
    stop();
    const reported = lines.length;
    await setTimeout(30);

    expect(lines.length - reported).toBeLessThanOrEqual(1); // one may have been under way
  });

  it("takes the list and the name from the environment", () => {
    expect(readSettings({ QUEUE_NAME: "mail", SERVICE_NAME: "web" })).toMatchObject({
      queueName: "mail",
      serviceName: "web",
    });
    expect(readSettings({})).toMatchObject({ queueName: "jobs", serviceName: undefined });
  });
});
