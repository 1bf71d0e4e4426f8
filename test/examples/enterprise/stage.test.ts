import { startAws } from "./servers/aws";
import { startPostgres } from "./servers/postgres";
import { startRedis } from "./servers/redis";
import { setStage } from "./servers/stage";

jest.mock("./servers/aws");
jest.mock("./servers/postgres");
jest.mock("./servers/redis");

describe("the servers of the product", () => {
  it("are ended when one of them can't start, also those that start later than it fails", async () => {
    const stop = jest.fn(() => Promise.resolve());
    const started = { port: 1, certificate: "", process: { stop } } as never;
    jest.mocked(startRedis).mockRejectedValue(new Error("redis-server ended with SIGINT"));
    jest.mocked(startPostgres).mockImplementation(async () => {
      await new Promise((soon) => setImmediate(soon));
      return [started, started];
    });
    jest.mocked(startAws).mockResolvedValue(started);

    await expect(setStage({ replicas: 1 })).rejects.toThrow("redis-server ended with SIGINT");
    expect(stop).toHaveBeenCalledTimes(3);
  });
});
