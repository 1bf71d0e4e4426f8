import fc from "fast-check";
import type { QueueArgs } from "../../../components/queue";
import { queueSettings } from "../../../components/queue/queue-settings";
import { validateQueue } from "../../../components/queue/validate";
import { ArgumentProblems } from "../../../components/shared/validation";

const ARGS: QueueArgs = {
  kmsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555",
  maxProcessingTime: "2m",
  alarmActions: [],
};
const DAY = 86_400;

describe("the settings of a queue", () => {
  it("are those of the documentation where nothing is said", () => {
    expect(queueSettings(ARGS)).toEqual({
      visibilityTimeoutSeconds: 150,
      maxReceiveCount: 5,
      retentionSeconds: 4 * DAY,
      deadLetterRetentionSeconds: 14 * DAY,
      receiveWaitSeconds: 20,
      delaySeconds: 0,
      maxMessageAgeSeconds: 900,
      maxBacklog: 1000,
      maxDeadLetterAgeSeconds: 8 * DAY,
    });
  });

  it.each<[string, Partial<QueueArgs>, number]>([
    ["a message by a receive", { maxProcessingTime: "45s" }, 75],
    ["ten, the last of which waits for nine", { maxProcessingTime: "45s", messagesAtOnce: 10 }, 480],
    ["fractions of a second", { maxProcessingTime: "1.5s", messagesAtOnce: 3 }, 35],
  ])("hide a message for as long as its consumer may take: %s", (_, changes, seconds) => {
    expect(queueSettings({ ...ARGS, ...changes }).visibilityTimeoutSeconds).toBe(seconds);
  });

  it("let a message wait for three tries before people are told", () => {
    expect(queueSettings({ ...ARGS, maxProcessingTime: "10m" }).maxMessageAgeSeconds).toBe(3 * 630);
    expect(queueSettings({ ...ARGS, alarms: { maxMessageAge: "5m" } }).maxMessageAgeSeconds).toBe(300);
  });

  it("take as many messages for a backlog as consumers can't work off in time", () => {
    const quick = { ...ARGS, maxProcessingTime: "1s" } as const;

    expect(queueSettings({ ...quick, alarms: { consumers: 10 } }).maxBacklog).toBe(9000);
    expect(queueSettings({ ...quick, alarms: { consumers: 1 } }).maxBacklog).toBe(1000);
    expect(queueSettings({ ...quick, alarms: { consumers: 10, maxBacklog: 50 } }).maxBacklog).toBe(50);
  });

  it.each<[string, Partial<QueueArgs>, number]>([
    ["two days before, of what waited as long as it may", { retention: "2d" }, 10 * DAY],
    ["half of the time before, where that is less", { retention: "11d" }, 1.5 * DAY],
    ["by the time in the dead-letter queue alone in a FIFO queue", { fifo: {} }, 12 * DAY],
  ])("tell of dead letters that are lost soon: %s", (_, changes, seconds) => {
    expect(queueSettings({ ...ARGS, ...changes }).maxDeadLetterAgeSeconds).toBe(seconds);
  });

  it("lose no message unnoticed, and hand none to two consumers, whatever arguments are accepted", () => {
    const seconds = (max: number) => fc.integer({ min: 1, max }).map((each) => `${each}s` as const);
    const args = fc.record({
      maxProcessingTime: seconds(43_200),
      messagesAtOnce: fc.integer({ min: 1, max: 10 }),
      retention: seconds(1_209_600),
      fifo: fc.constantFrom(undefined, {}),
    });
    fc.assert(
      fc.property(args, (changes) => {
        const problems = new ArgumentProblems();
        validateQueue({ ...ARGS, ...changes }, problems);
        fc.pre(problems.all.length === 0);
        const settings = queueSettings({ ...ARGS, ...changes });
        const processing = Number.parseInt(changes.maxProcessingTime, 10) * changes.messagesAtOnce;

        expect(settings.visibilityTimeoutSeconds).toBeGreaterThan(processing);
        expect(settings.visibilityTimeoutSeconds).toBeLessThanOrEqual(43_200);
        expect(settings.maxMessageAgeSeconds).toBeLessThan(settings.retentionSeconds);
        const waited = changes.fifo === undefined ? settings.retentionSeconds : 0;
        expect(settings.maxDeadLetterAgeSeconds + waited).toBeLessThan(settings.deadLetterRetentionSeconds);
      }),
    );
  });
});
