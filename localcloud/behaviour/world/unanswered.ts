import type { Command } from "../model/command";
import type { Observation } from "../model/observation";

/** What is observed when no runtime carries a command out. */
export function unanswered(command: Command): Observation[] {
  if (command.kind !== "call-hook") return [];
  const { deploymentArn, stage, hookId } = command;
  return [{ kind: "hook-answered", deploymentArn, stage, hookId, answer: "NOT_CALLED" }];
}
