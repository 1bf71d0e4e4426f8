import { PatternError } from "../../../behaviour/logs/filter-pattern/pattern-error";
import type { LogQuery } from "../../../behaviour/logs/memory-logs";
import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { number, text, texts, type Properties } from "../../../model/values";
import { type ApiCall, type ApiContext, type LogReader, reading, type ServiceOperations } from "../../operation";
import { pageOf, type PageMembers } from "../pages";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const GROUP_PAGES: PageMembers = { limit: "limit", most: 50 };
const EVENT_PAGES: PageMembers = { limit: "limit", most: 10_000 };

type Line = ReturnType<LogReader["find"]>[number];

/** Operations of Amazon CloudWatch Logs. */
export const LOGS_OPERATIONS: ServiceOperations = {
  DescribeLogGroups: reading((call, context) => {
    const [prefix = "", part = ""] = ["logGroupNamePrefix", "logGroupNamePattern"].map((name) =>
      text(call.input, name),
    );
    const found = groupsOf(call, context).filter(
      (group) => nameOf(group).startsWith(prefix) && nameOf(group).toLowerCase().includes(part.toLowerCase()),
    );
    const { elements, next } = pageOf(found, call.input, GROUP_PAGES);
    return { logGroups: elements.map((group) => groupForm(group, context)), ...next };
  }),
  DescribeLogStreams: reading((call, context) => {
    const group = requiredGroup(call, context);
    const prefix = text(call.input, "logStreamNamePrefix") ?? "";
    const forms = context.logs
      .streams(call.region, nameOf(group))
      .filter((stream) => stream.startsWith(prefix))
      .map((stream) => streamForm(stream, group, context))
      .sort(streamOrder(call.input));
    const { elements, next } = pageOf(forms, call.input, GROUP_PAGES);
    return { logStreams: elements, ...next };
  }),
  GetLogEvents: reading((call, context) => getLogEvents(call, context)),
  FilterLogEvents: reading((call, context) => {
    const { input, region } = call;
    const group = nameOf(requiredGroup(call, context));
    const prefix = text(input, "logStreamNamePrefix");
    const named = texts(input, "logStreamNames");
    const streams =
      prefix === undefined ? named : context.logs.streams(region, group).filter((each) => each.startsWith(prefix));
    const found = matching(context.logs, {
      ...{ region, group, pattern: text(input, "filterPattern") ?? "" },
      ...(prefix !== undefined || named.length > 0 ? { streams } : {}),
      ...timesOf(input),
    });
    const { elements, next } = pageOf(found, input, EVENT_PAGES);
    return {
      events: elements.map((line) => ({ ...lineForm(line), logStreamName: line.stream, eventId: String(line.id) })),
      searchedLogStreams: [],
      ...next,
    };
  }),
};

/**
 * Amazon CloudWatch Logs API Reference, GetLogEvents: the newest lines unless `startFromHead` is set; the tokens lead
 * on from the first and the last line, and stay the same at the end of the stream.
 */
function getLogEvents(call: ApiCall, context: ApiContext): Properties {
  const { input, region } = call;
  const group = nameOf(requiredGroup(call, context));
  const stream = text(input, "logStreamName") ?? "";
  if (!context.logs.streams(region, group).includes(stream)) {
    throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
  const lines = context.logs.find({ region, group, streams: [stream], ...timesOf(input) });
  const page = pageOfStream(lines, input);
  const [first, last] = [page.lines[0]?.id ?? page.from, page.lines.at(-1)?.id ?? page.from];
  return { events: page.lines.map(lineForm), nextForwardToken: `f/${last}`, nextBackwardToken: `b/${first}` };
}

/** Lines from a token on, and the line that it stands at. */
function pageOfStream(
  lines: readonly Line[],
  input: Properties,
): { readonly lines: readonly Line[]; readonly from: number } {
  const limit = number(input, "limit") ?? 10_000;
  const usual = input.startFromHead === true ? "f/0" : `b/${Number.MAX_SAFE_INTEGER}`;
  const [direction, id] = (text(input, "nextToken") ?? usual).split("/");
  const from = Number(id);
  const found =
    direction === "f"
      ? lines.filter((line) => line.id > from).slice(0, limit)
      : lines.filter((line) => line.id < from).slice(-limit);
  return { lines: found, from };
}

/** @throws {AwsError} for a pattern that can't be read. */
function matching(logs: LogReader, query: LogQuery): readonly Line[] {
  try {
    return logs.find(query);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new AwsError("InvalidParameterException", `Invalid filter pattern: ${error.message}`);
  }
}

function timesOf(input: Properties): { readonly from?: number; readonly to?: number } {
  const [from, to] = [number(input, "startTime"), number(input, "endTime")];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function lineForm({ at, message }: Line): Properties {
  return { timestamp: at, message, ingestionTime: at };
}

function groupsOf({ region }: ApiCall, { cloud }: ApiContext): CloudResource[] {
  return cloud.ofType(LOG_GROUP).filter((each) => each.region === region);
}

function nameOf({ computed }: CloudResource): string {
  return text(computed, "name") ?? "";
}

/** A group may be named by its ARN, too. */
function requiredGroup(call: ApiCall, context: ApiContext): CloudResource {
  const asked = text(call.input, "logGroupName") ?? text(call.input, "logGroupIdentifier") ?? "";
  const found = groupsOf(call, context).find(
    (group) => nameOf(group) === asked || `${String(group.computed.arn)}:*` === asked || group.computed.arn === asked,
  );
  if (found !== undefined) return found;
  throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
}

function groupForm(group: CloudResource, { logs }: ApiContext): Properties {
  const { inputs, computed, region } = group;
  const bytes = logs.find({ region, group: nameOf(group) }).reduce((sum, { message }) => sum + message.length, 0);
  return {
    logGroupName: nameOf(group),
    arn: `${String(computed.arn)}:*`,
    logGroupArn: computed.arn,
    retentionInDays: number(inputs, "retentionInDays") || undefined,
    kmsKeyId: inputs.kmsKeyId,
    logGroupClass: computed.logGroupClass,
    storedBytes: bytes,
  };
}

function streamForm(stream: string, group: CloudResource, { logs }: ApiContext): Properties {
  const lines = logs.find({ region: group.region, group: nameOf(group), streams: [stream] });
  return {
    logStreamName: stream,
    arn: `${String(group.computed.arn)}:log-stream:${stream}`,
    creationTime: lines[0]?.at,
    firstEventTimestamp: lines[0]?.at,
    lastEventTimestamp: lines.at(-1)?.at,
    lastIngestionTime: lines.at(-1)?.at,
  };
}

function streamOrder({ orderBy, descending }: Properties): (one: Properties, other: Properties) => number {
  const sign = descending === true ? -1 : 1;
  const member = orderBy === "LastEventTime" ? "lastEventTimestamp" : "logStreamName";
  return ({ [member]: one }, { [member]: other }) => {
    if (one === other) return 0;
    return (member === "logStreamName" ? String(one) < String(other) : Number(one) < Number(other)) ? -sign : sign;
  };
}
