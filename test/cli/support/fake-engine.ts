import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A project, and a `pulumi` that only records its calls. */
export interface FakeEngine {
  readonly root: string;
  readonly directory: string;
  /** Command lines so far. */
  calls(): string[];
  /** Makes a command of Pulumi fail. */
  fail(verb: string): void;
  /** Makes every update begin and then fail, as its record in the history says. */
  failAfter(seconds: number): void;
  /** Makes every update find the lock of another engine. */
  lockedBy(pid: number, host: string): void;
  /** Adds a policy pack with configurations of these environments. */
  pack(...environments: readonly string[]): void;
  /** Writes a stack's state as the engine would. */
  state(project: string, stack: string, latest: unknown): void;
}

const SCRIPT = `#!/bin/sh
case "$1 $2" in
  "config --json") exec node "$FAKE_ENGINE/reading.cjs" "$7" ;;
esac
echo "$*" >> "$FAKE_ENGINE/calls"
test -z "$PULUMI_ACCESS_TOKEN" || echo leaked >> "$FAKE_ENGINE/calls"
case "$1 $2" in
  "stack init")
    mkdir -p "$FAKE_ENGINE/../.local/pulumi/state/.pulumi/stacks/proofpix"
    echo '{"checkpoint": {}}' > "$FAKE_ENGINE/../.local/pulumi/state/.pulumi/stacks/proofpix/$3.json" ;;
  "up --yes")
    history="$FAKE_ENGINE/../.local/pulumi/state/.pulumi/history/proofpix/$4"
    case "$*" in
      *--help* | *--version*) ;;
      *) mkdir -p "$history" && echo '{"kind": "update", "result": "succeeded"}' > "$history/$4-$(date +%s%N).history.json" ;;
    esac ;;
  "config set")
    echo "  $3: $4" >> "$PULUMI_OPTION_CWD/Pulumi.development.yaml" ;;
esac
if test -e "$FAKE_ENGINE/lock.json"; then
  locks="$FAKE_ENGINE/../.local/pulumi/state/.pulumi/locks/organization/proofpix/development"
  mkdir -p "$locks" && cp "$FAKE_ENGINE/lock.json" "$locks" && exit 255
fi
if test -e "$FAKE_ENGINE/configure" && test "$1" = up; then echo "  proofpix:region: eu-west-1" >> "$PULUMI_OPTION_CWD/Pulumi.development.yaml"; fi
if test -e "$FAKE_ENGINE/begun" && test "$1" = up -o "$1" = destroy; then
  history="$FAKE_ENGINE/../.local/pulumi/state/.pulumi/history/proofpix/$4"
  mkdir -p "$history" && for file in "$history"/*; do test ! -e "$file" || echo '{"kind": "update", "result": "failed"}' > "$file"; done
  sleep "$(cat "$FAKE_ENGINE/begun")"; exit 255
fi
test ! -e "$FAKE_ENGINE/fail-$1"
`;

/** Prints a configuration file as `pulumi config --json` does. */
const READING = `
const { parse } = require(${JSON.stringify(require.resolve("yaml"))});
const { config } = parse(require("node:fs").readFileSync(process.argv[2], "utf8"));
const entries = Object.entries(config ?? {}).map(([key, value]) => [key, { value: String(value), secret: false }]);
console.log(JSON.stringify(Object.fromEntries(entries)));
`;

/** Makes both in an empty folder. */
export function fakeEngine(root: string): FakeEngine {
  const directory = join(root, "engine");
  const files: Readonly<Record<string, string>> = {
    "Pulumi.yaml": "name: proofpix\n",
    "package.json": "{}",
    "Pulumi.development.yaml": "config:\n  proofpix:minInstances: 1\n",
    "Pulumi.staging.yaml": "config: {}\n",
    "stacks/bootstrap/Pulumi.yaml": "name: proofpix-bootstrap\n",
    "stacks/bootstrap/Pulumi.bootstrap.yaml": "config: {}\n",
    "engine/reading.cjs": READING,
    "engine/pulumi": SCRIPT.replaceAll("$FAKE_ENGINE", directory),
  };
  for (const [name, content] of Object.entries(files)) write(join(root, name), content);
  chmodSync(join(directory, "pulumi"), 0o755);
  const calls = join(directory, "calls");
  return {
    root,
    directory,
    calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : []),
    fail: (verb) => {
      write(join(directory, `fail-${verb}`), "");
    },
    failAfter: (seconds) => {
      write(join(directory, "begun"), String(seconds));
    },
    lockedBy: (pid, host) => {
      write(join(directory, "lock.json"), JSON.stringify({ pid, hostname: host }));
    },
    pack: (...environments) => {
      for (const name of environments) write(join(root, "policies", "configuration", `${name}.json`), "{}");
    },
    state: (project, stack, latest) => {
      const pulumi = join(root, ".local", "pulumi");
      write(join(pulumi, "passphrase"), "passphrase");
      write(
        join(pulumi, "state", ".pulumi", "stacks", project, `${stack}.json`),
        JSON.stringify({ checkpoint: { latest } }),
      );
    },
  };
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
