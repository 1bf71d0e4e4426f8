import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "../../../..");

/** Packages that a program has loaded after it ran some code with the library. */
function packagesAfter(code: string): string[] {
  const program = `
    const { loadTypeScript } = require("./tools/typescript/load.cjs");
    const library = loadTypeScript(require("node:path").resolve("components/index.ts"));
    ${code}
    const loaded = Object.keys(require.cache).flatMap((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1] ?? []);
    process.stdout.write(JSON.stringify([...new Set(loaded)]));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", program], { cwd: ROOT, encoding: "utf8" })) as string[];
}

describe("a program that loads the library", () => {
  it("loads neither Grafana's SDK nor YAML until it makes dashboards", () => {
    const loaded = packagesAfter("");

    expect(loaded).toContain("@pulumi/pulumi");
    expect(loaded).not.toContain("@grafana/grafana-foundation-sdk");
    expect(loaded).not.toContain("yaml");
  });

  it("loads them when it does", () => {
    const loaded = packagesAfter(`
      const system = { environment: "e", services: [], queues: [] };
      const addresses = { prometheus: "http://p", alertmanager: "http://a", region: "eu-west-1", scrapeSeconds: 15 };
      library.grafanaFiles(system, { directory: "/d", port: 3000, addresses });`);

    expect(loaded).toEqual(expect.arrayContaining(["@grafana/grafana-foundation-sdk", "yaml"]));
  });
});
