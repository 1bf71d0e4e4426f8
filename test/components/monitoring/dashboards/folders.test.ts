import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { FOLDERS, folderPermissionsScript, permissionsOf } from "../../../../components/monitoring/dashboards/folders";

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** Stands in for Grafana: refuses the first requests, as while it starts, and notes the others. */
class StandIn {
  readonly asked: Asked[] = [];
  private readonly server: Server;

  constructor(private refusals: number) {
    this.server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        this.refusals -= 1;
        response.statusCode = this.refusals >= 0 ? 404 : 200;
        response.end("{}");
        if (this.refusals >= 0) return;
        const { url: path = "", headers } = request;
        this.asked.push({ path, authorization: headers.authorization, body: JSON.parse(text) });
      });
    });
  }

  async start(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.close();
    await once(this.server, "close");
  }
}

async function runScript(port: number, password: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)("sh", ["-c", folderPermissionsScript(port)], {
    env: { PATH: process.env.PATH, GF_SECURITY_ADMIN_PASSWORD: password },
  });
  return stdout + stderr;
}

describe("folders", () => {
  it("may be viewed by their audience and those with more to see, and changed by nobody", () => {
    expect(FOLDERS.map((folder) => [folder.uid, permissionsOf(folder)])).toEqual([
      [
        "management",
        [
          { role: "Viewer", permission: 1 },
          { role: "Editor", permission: 1 },
        ],
      ],
      ["developers", [{ role: "Editor", permission: 1 }]],
      ["operators", []],
    ]);
  });
});

describe("the script that gives permissions", () => {
  it("tells Grafana the permissions of every folder, as its administrator, once it is ready", async () => {
    const grafana = new StandIn(1);
    const port = await grafana.start();
    try {
      await runScript(port, "a password");
    } finally {
      await grafana.stop();
    }

    const authorization = `Basic ${Buffer.from("admin:a password").toString("base64")}`;
    expect(grafana.asked).toEqual(
      FOLDERS.map((folder) => ({
        path: `/api/folders/${folder.uid}/permissions`,
        authorization,
        body: { items: permissionsOf(folder) },
      })),
    );
  });

  it("says nothing of the password", async () => {
    const grafana = new StandIn(1);
    const port = await grafana.start();
    try {
      expect(await runScript(port, "unspeakable")).not.toContain("unspeakable");
    } finally {
      await grafana.stop();
    }
    expect(folderPermissionsScript(3000)).not.toContain("unspeakable");
  });
});
