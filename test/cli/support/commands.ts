import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Command } from "../../../cli/command";
import { projectRoot } from "../../../tools/shared/project-root";

const FOLDER = join(projectRoot(__dirname), "cli", "commands");

/** Every command, by its name, which is that of its file with a colon for a dash. */
export const COMMANDS: Readonly<Record<string, Command>> = Object.fromEntries(
  readdirSync(FOLDER).map((file) => {
    const { command } = jest.requireActual<{ command: Command }>(join(FOLDER, file));
    return [basename(file, ".ts").replace("-", ":"), command];
  }),
);
