import type { Command } from "../command";
import { command as approve } from "../commands/approve";
import { command as audit } from "../commands/audit";
import { command as config } from "../commands/config";
import { command as costs } from "../commands/costs";
import { command as deploy } from "../commands/deploy";
import { command as diff } from "../commands/diff";
import { command as drift } from "../commands/drift";
import { command as history } from "../commands/history";
import { command as rollback } from "../commands/rollback";
import { command as scale } from "../commands/scale";
import { command as scaling } from "../commands/scaling";
import { command as show } from "../commands/show";
import { command as status } from "../commands/status";
import { local } from "./local";
import { stop } from "./stop";

/** The commands that work on this machine, in any folder. */
export const COMMANDS_HERE: Readonly<Record<string, Command>> = { local, stop };

/** The commands that work where the package is installed: those on an environment on AWS. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  ...{ deploy, rollback, approve, audit, history, show, diff, status, scale, scaling, config, drift, costs },
};
