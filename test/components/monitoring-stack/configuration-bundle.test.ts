import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleText, type KnownFiles, loaderScript } from "../../../components/monitoring-stack/configuration-bundle";
import { temporaryDirectory } from "../../support/temporary-directory";

/** Runs the loader as a task does: its AWS CLI gives one version of one object. */
function load(files: KnownFiles, secrets: Readonly<Record<string, { variable: string; value: string }>> = {}) {
  const root = temporaryDirectory();
  const [programs, configuration, data] = ["bin", "configuration", "data"].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const scratch = join(root, "scratch");
  for (const folder of [programs, configuration, data, scratch]) mkdirSync(folder);
  writeFileSync(join(root, "bundle"), bundleText(files));
  const wanted = "s3api get-object --bucket shop --key prometheus --version-id 3sL4kqtJ";
  const aws = join(programs, "aws");
  writeFileSync(aws, `#!/bin/sh\ncase "$*" in "${wanted} "*) cp "${root}/bundle" "$9" ;; *) exit 9 ;; esac\n`);
  chmodSync(aws, 0o755);
  const variables = Object.fromEntries(Object.entries(secrets).map(([file, { variable }]) => [file, variable]));
  const script = loaderScript({ configuration, data, scratch, secrets: variables });
  const run = (environment: object) =>
    execFileSync("/bin/sh", ["-c", script], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { PATH: `${programs}:${process.env.PATH ?? ""}`, ...environment },
    });
  const environment = {
    CONFIGURATION_BUCKET: "shop",
    CONFIGURATION_OBJECT: "prometheus",
    CONFIGURATION_VERSION: "3sL4kqtJ",
    ...Object.fromEntries(Object.values(secrets).map(({ variable, value }) => [variable, value])),
  };
  return {
    script,
    data,
    run: () => run(environment),
    runWithout: run,
    read: (file: string) => readFileSync(join(configuration, file), "utf8"),
  };
}

describe("the loader of a part's configuration", () => {
  it("puts every file where it belongs, as it was", () => {
    const files = {
      "prometheus.yml": "global: {}\n",
      "rules/slow.yml": "groups:\n  - name: slow\n\n    rules: []\n",
      "odd.txt": ">not a file\n \\n 'quoted' $HOME `date`\n\t%s\n",
    };
    const { run, read } = load(files);
    run();

    for (const [file, text] of Object.entries(files)) expect(read(file)).toBe(text);
  });

  it("ends each file with a line's end", () => {
    const { run, read } = load({ "a.json": "{}", "b.json": "" });
    run();

    expect([read("a.json"), read("b.json")]).toEqual(["{}\n", "\n"]);
  });

  it("makes files of secrets, which the script does not know", () => {
    const { run, read, script } = load(
      { "a.yml": "a" },
      { "secrets/slack": { variable: "FILE_0", value: "https://x/$y" } },
    );
    run();

    expect(read("secrets/slack")).toBe("https://x/$y");
    expect(script).not.toContain("https://x");
  });

  it("lets any user write data, and nobody take away what another wrote", () => {
    const { run, data } = load({ "a.yml": "a" });
    run();

    expect(statSync(data).mode & 0o7777).toBe(0o1777);
  });

  it("fails where the version can't be had, or a secret is missing, so that the task does not start", () => {
    const { runWithout } = load({ "a.yml": "a" }, { "secrets/slack": { variable: "FILE_0", value: "x" } });
    const object = { CONFIGURATION_BUCKET: "shop", CONFIGURATION_OBJECT: "prometheus" };

    expect(() => runWithout({ ...object, CONFIGURATION_VERSION: "other", FILE_0: "x" })).toThrow("Command failed");
    expect(() => runWithout({ ...object, CONFIGURATION_VERSION: "3sL4kqtJ" })).toThrow("FILE_0");
  });
});

describe("the bundle of a part's files", () => {
  it("is the same in whatever order the files are given", () => {
    expect(bundleText({ b: "2", a: "1" })).toBe(bundleText({ a: "1", b: "2" }));
  });

  it.each(["../passwd", "/etc/passwd", "a//b", "a b", ""])("refuses the path %j", (path) => {
    expect(() => bundleText({ [path]: "x" })).toThrow("is no path of a file below a part's configuration");
  });
});
