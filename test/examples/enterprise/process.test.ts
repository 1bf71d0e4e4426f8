import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildProduct, ProductProcess, type Program } from "./servers/product";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "proofpix-enterprise-"));
  buildProduct(directory, ["server", "healthcheck"]);
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function run(program: Program, environment: Record<string, string>): ProductProcess {
  return new ProductProcess(directory, program, environment);
}

describe("the process", () => {
  it("serves, tells its container that it is healthy, and stops on SIGTERM", async () => {
    const server = run("server", { PORT: "0", DRAIN_MS: "0" });
    const { port } = new URL(await server.url());

    expect(await run("healthcheck", { PORT: port }).exitCode()).toBe(0);
    expect(await server.stop()).toBe(0);
    expect(await run("healthcheck", { PORT: port }).exitCode()).toBe(1);
  });

  it("has no paths for proofs without a database and a queue", async () => {
    const server = run("server", { PORT: "0", DRAIN_MS: "0" });
    const response = await fetch(`${await server.url()}/api/proofs`, { method: "POST", body: "{}" });

    expect(response.status).toBe(404);
    await server.stop();
  });

  it("doesn't start with a wrong environment, and says so in its log", async () => {
    const server = run("server", { PORT: "http" });

    expect((await server.logged("could not start")).error).toContain("PORT must be a whole number");
    expect(await server.exitCode()).toBe(1);
  });
});
