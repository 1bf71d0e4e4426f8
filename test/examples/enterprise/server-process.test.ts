import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { temporaryDirectory } from "../../support/temporary-directory";
import { Endings } from "./servers/endings";
import { freePort } from "./servers/free-port";
import { ProductProcess } from "./servers/product";
import { ServerProcess, startInOrder } from "./servers/server-process";

const LISTENS = "require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1')";

async function server(script: string): Promise<ServerProcess> {
  const port = await freePort();
  return new ServerProcess({ command: process.execPath, args: ["-e", script, String(port)], port });
}

describe("a server", () => {
  it("that a signal ends while it starts is not waited for", async () => {
    const killed = await server("process.kill(process.pid, 'SIGINT')");

    await expect(killed.start()).rejects.toThrow(/ended with SIGINT/);
    expect(killed.isRunning).toBe(false);
  });

  it("that ends by itself is told of, with what it said", async () => {
    const failing = await server("console.error('no room'); process.exit(3)");

    await expect(failing.start()).rejects.toThrow(/ended with 3:\nno room/);
  });

  it("that isn't installed is told of", async () => {
    const missing = new ServerProcess({ command: "proofpix-no-such-server", args: [], port: await freePort() });

    await expect(missing.start()).rejects.toThrow(/ENOENT/);
    await missing.stop();
  });

  it("runs until it is stopped", async () => {
    const running = await server(LISTENS);
    await running.start();
    expect(running.isRunning).toBe(true);

    await running.stop();

    expect(running.isRunning).toBe(false);
  });

  it("is ended when one that starts after it fails", async () => {
    const [first, second] = [await server(LISTENS), await server("process.exit(1)")];

    await expect(startInOrder([first, second])).rejects.toThrow(/ended with 1/);
    expect(first.isRunning).toBe(false);
  });
});

describe("a program of the product", () => {
  it("that ends without an event of its log is not waited for", async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, "server.js"), "console.error('no database')");

    await expect(new ProductProcess(folder, "server", {}).url()).rejects.toThrow(
      'nothing said "listening", but:\nno database',
    );
  });
});

describe("endings", () => {
  it("run the latest first, all of them although one fails, and once", async () => {
    const ended: string[] = [];
    const endings = new Endings();
    for (const name of ["first", "second", "third"]) {
      endings.add(() => {
        ended.push(name);
        if (name === "second") throw new Error("it is stuck");
      });
    }

    await expect(endings.run()).rejects.toThrow("it is stuck");
    await endings.run();

    expect(ended).toEqual(["third", "second", "first"]);
  });

  it("run when a start fails, of which alone is told", async () => {
    const ended: string[] = [];
    const endings = new Endings();
    endings.add(() => {
      ended.push("first");
      throw new Error("it is stuck");
    });

    await expect(endings.orEnd(() => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
    expect(ended).toEqual(["first"]);
  });
});
