import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SessionProject } from "./session-project";

/**
 * Writes a program `pulumi` that runs the engine: in the folders of projects of which it has copies on these, in all
 * other folders as it is. So plain `pulumi` works in any folder of a shell.
 * @returns the folder of the program, for `PATH`.
 */
export function engineShim(local: string, engineDirectory: string, projects: readonly SessionProject[]): string {
  const directory = join(local, "shim");
  const file = join(directory, "pulumi");
  const text = shimText(engineDirectory, projects);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return directory;
  mkdirSync(directory, { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  writeFileSync(temporary, text);
  chmodSync(temporary, 0o755);
  renameSync(temporary, file);
  return directory;
}

function shimText(engineDirectory: string, projects: readonly SessionProject[]): string {
  const cases = projects.flatMap(({ source, directory }) =>
    source === undefined ? [] : [`  ${quoted(realpathSync(source))}) export PULUMI_OPTION_CWD=${quoted(directory)} ;;`],
  );
  return [
    "#!/bin/sh",
    "# Written by npm run local. Of these projects, pulumi works on copies of the configuration files.",
    "folder=$(pwd -P)",
    'until [ -z "$folder" ] || [ -e "$folder/Pulumi.yaml" ] || [ -e "$folder/Pulumi.yml" ] || [ -e "$folder/Pulumi.json" ]; do',
    '  folder="${folder%/*}"',
    "done",
    'case "$folder" in',
    ...cases,
    "esac",
    `exec ${quoted(join(engineDirectory, "pulumi"))} "$@"`,
    "",
  ].join("\n");
}

/** A text as one word of a shell's command. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
