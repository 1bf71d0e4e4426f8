import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "../../../examples/enterprise/src/settings";
import { parseConfiguration } from "../../../stacks/environment/configuration";
import { deployEnvironment } from "../../stacks/deployed";
import { MINIMAL } from "../../stacks/example-settings";
import { only } from "../../support/deploy";

const FOLDER = join(__dirname, "../../../examples/enterprise");

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** Instructions of the Dockerfile, comments left out. */
const instructions: readonly Instruction[] = readFileSync(join(FOLDER, "Dockerfile"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => ({ name: line.split(" ", 1)[0] ?? "", value: line.slice(line.indexOf(" ") + 1) }));

const values = (name: string, among = instructions) =>
  among.filter((instruction) => instruction.name === name).map(({ value }) => value);

const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));

describe("the Dockerfile", () => {
  it("builds in one stage and ships another (CO-4)", () => {
    expect(values("FROM")).toEqual(["${NODE_IMAGE} AS build", "${NODE_IMAGE} AS production"]);
    expect(values("COPY", lastStage)).toEqual([
      "--from=build /build/node_modules ./node_modules",
      "--from=build /build/dist ./dist",
    ]);
  });

  it("ships no package that only the build needs", () => {
    expect(values("RUN").at(-1)).toBe("npm prune --omit=dev --ignore-scripts --no-audit --no-fund");
  });

  it("is based on one release of Node, not on whatever is latest", () => {
    expect(values("ARG")[0]).toMatch(/^NODE_IMAGE=node:\d+\.\d+\.\d+-[a-z-]+$/);
  });

  it("runs as a user that isn't root, by number, and changes nothing afterwards", () => {
    const [user] = values("USER", lastStage);
    const afterUser = lastStage.slice(lastStage.findIndex(({ name }) => name === "USER"));

    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(afterUser.map(({ name }) => name)).toEqual(["USER", "EXPOSE", "HEALTHCHECK", "CMD"]);
  });

  it("declares what it may write to as a volume, before it is another user's", () => {
    const names = lastStage.map(({ name }) => name);

    expect(values("VOLUME", lastStage)).toEqual(['["/tmp"]']);
    expect(names.indexOf("VOLUME")).toBeLessThan(names.indexOf("USER"));
  });

  it("hands the program over to root, so that the service can't change it", () => {
    expect(instructions.filter(({ value }) => value.includes("--chown"))).toEqual([]);
  });

  it("runs programs that the build makes, without a shell", () => {
    const [check = ""] = values("HEALTHCHECK", lastStage);
    const commands = [check.slice(check.indexOf("CMD ") + 4), ...values("CMD", lastStage)].map(
      (command) => JSON.parse(command) as string[],
    );
    const programs = commands.map((command) => command.at(-1) ?? "");

    expect(commands.map(([program]) => program)).toEqual(["node", "node"]);
    for (const program of programs) {
      const source = program.replace("dist/", "src/").replace(".js", ".ts");
      expect([program, existsSync(join(FOLDER, source))]).toEqual([program, true]);
    }
  });

  it("checks its health as often and as long as production does (HC-2)", () => {
    expect(values("HEALTHCHECK", lastStage)[0]).toMatch(/^--interval=30s --timeout=5s --retries=3 /);
  });

  it("runs as production and logs as production (CO-3)", () => {
    expect(values("ENV", lastStage)).toEqual(["NODE_ENV=production LOG_LEVEL=info PORT=3000 VERSION=${VERSION}"]);
  });

  it("copies only what its context holds", () => {
    const copied = values("COPY")
      .filter((value) => !value.startsWith("--from"))
      .flatMap((value) => value.split(" ").slice(0, -1));
    const context = readFileSync(join(FOLDER, ".dockerignore"), "utf8").split("\n");

    expect(context.filter((line) => line !== "" && !/^[#!]/.test(line))).toEqual(["*"]);
    for (const file of copied) {
      expect([file, existsSync(join(FOLDER, file)), context.includes(`!${file}`)]).toEqual([file, true, true]);
    }
  });
});

describe("a deployment of the image", () => {
  it("has its user, port and writable paths, and stops it no sooner than it takes", async () => {
    const service = { name: "enterprise" };
    const { resources } = await deployEnvironment(parseConfiguration({ ...MINIMAL, services: [service] }, "staging"));
    const { containerDefinitions, volumes } = only(resources, "aws:ecs/taskDefinition:TaskDefinition").inputs;
    const [container] = JSON.parse(String(containerDefinitions)) as Record<string, unknown>[];
    const declared = JSON.parse(values("VOLUME", lastStage)[0] ?? "[]") as string[];

    expect(container).toMatchObject({
      user: values("USER", lastStage)[0],
      portMappings: [{ containerPort: Number(values("EXPOSE", lastStage)[0]) }],
      mountPoints: declared.map((containerPath) => expect.objectContaining({ containerPath }) as unknown),
    });
    expect(volumes).toHaveLength(declared.length);
    expect(Number(container?.stopTimeout) * 1000).toBeGreaterThan(readSettings({}).shutdownDeadline);
  });
});

describe("the package", () => {
  it("has what the sources import at run time, at the versions that the tests use, and no more", () => {
    const manifest = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8")) as Manifest;
    const tested = JSON.parse(readFileSync(join(FOLDER, "../../package.json"), "utf8")) as Manifest;
    const imported = readdirSync(join(FOLDER, "src")).flatMap((file) => {
      const source = readFileSync(join(FOLDER, "src", file), "utf8");
      return [...source.matchAll(/(?: from |\bimport\()"((?!node:)[^."][^"]*)"/g)].map(([, name = ""]) => name);
    });
    const names = [...new Set(imported)].sort();

    const versions = { ...tested.dependencies, ...tested.devDependencies };

    expect(names.length).toBeGreaterThan(0);
    expect(manifest.dependencies).toEqual(Object.fromEntries(names.map((name) => [name, versions[name]])));
  });
});

type Manifest = Partial<Record<"dependencies" | "devDependencies", Record<string, string>>>;
