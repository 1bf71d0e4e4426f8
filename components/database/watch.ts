import type * as pulumi from "@pulumi/pulumi";
import { beginAndEnd, createAlarm } from "../shared/alarm";
import { createEventRule } from "../shared/event-rule";
import { databaseAlarms } from "./alarms";
import type { DatabaseArgs } from "./args";
import type { CreatedDatabase, DatabaseChildren } from "./dependencies";
import { databaseEventRule } from "./events";

/** Creates the alarms of a database and the rule on its events; tells the alarms' names. */
export function createWatch(
  children: DatabaseChildren,
  args: DatabaseArgs,
  created: CreatedDatabase,
): pulumi.Output<string>[] {
  const topics = args.alarmActions ?? [];
  const { eventRule: rule, eventTarget: target } = children.transform;
  const transform = { ...(rule !== undefined && { rule }), ...(target !== undefined && { target }) };
  if (topics.length > 0) {
    createEventRule({ ...children, transform }, databaseEventRule(children.name), created.identifier, topics);
  }
  return databaseAlarms(children.name, args, created).map(
    (definition) => createAlarm(children, definition, beginAndEnd(topics)).name,
  );
}
