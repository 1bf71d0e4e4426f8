import type * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import { createEventRule } from "../shared/event-rule";
import { databaseAlarms } from "./alarms";
import { topicsFor } from "../shared/severity";
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
  const events = databaseEventRule(children.name);
  if (topicsFor(events.severity, topics).length > 0) {
    createEventRule({ ...children, transform }, events, created.identifier, topics);
  }
  return databaseAlarms(children.name, args, created).map(
    (definition) => createNotifyingAlarm(children, definition, topics).name,
  );
}
